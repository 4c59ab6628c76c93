/** Every feature's texts in this language, as one chunk that is loaded when the language is chosen. */
const files = import.meta.glob<Record<string, unknown>>('./*.json', { eager: true, import: 'default' });

export const texts = Object.fromEntries(
  Object.entries(files).map(([path, content]) => [path.slice(2, -'.json'.length), content]),
);
