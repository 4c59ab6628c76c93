/** Hand-written words with places for what is made: `{{name}}`. */

/** Throws for a place nothing is made for, and for what is made and has no place. */
export function filled(template: string, made: Readonly<Record<string, string>>): string {
  const used = new Set<string>();
  const text = template.replace(/\{\{(\w+)\}\}/g, (place, name: string) => {
    const words = made[name];
    if (words === undefined) throw new Error(`nothing is made for ${place}`);
    used.add(name);
    return words;
  });
  const unused = Object.keys(made).filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`the template has no place for ${unused.join(', ')}`);
  return text;
}
