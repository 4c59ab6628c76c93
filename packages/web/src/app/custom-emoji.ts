/** Where `:name:` in a text is an emoji of this server's own. Pure; what there is comes from whichever feature brings it. */

/** Name -> its picture, in the order they are offered. */
export type CustomEmoji = ReadonlyMap<string, { readonly url: string }>;

/** The few a text has: name -> address of its picture. */
export type Pictures = Readonly<Record<string, string>>;

/** Not within a word or an address, nor between figures: `10:30:00`. Scripts without blanks may touch it. */
const TOKENS = /(?<![A-Za-z0-9/]):([a-z0-9_+-]{2,40}):(?![A-Za-z0-9])/g;
const TOKEN_HERE = new RegExp(TOKENS.source, 'y');
const WHOLE = /^:([a-z0-9_+-]{2,40}):$/;

/** The name, where the emoji is one of a server's own. */
export function customNameOf(emoji: string): string | null {
  return WHOLE.exec(emoji)?.[1] ?? null;
}

/** Null when the text has none. */
export function picturesIn(text: string, known: CustomEmoji): Pictures | null {
  if (known.size === 0 || !text.includes(':')) return null;
  const found: Record<string, string> = {};
  replaceCustom(text, (name) => {
    const url = known.get(name)?.url;
    if (url !== undefined) found[name] = url;
    return '';
  });
  return Object.keys(found).length === 0 ? null : found;
}

/** The one that begins at `at`. */
export function pictureAt(
  text: string,
  at: number,
  pictures: Pictures,
): { readonly name: string; readonly url: string } | null {
  TOKEN_HERE.lastIndex = at;
  const name = TOKEN_HERE.exec(text)?.[1];
  const url = name === undefined || !Object.hasOwn(pictures, name) ? undefined : pictures[name];
  return name === undefined || url === undefined ? null : { name, url };
}

/** The text with each `:name:` replaced that `by` has something for. */
export function replaceCustom(text: string, by: (name: string) => string | null): string {
  return text.replace(TOKENS, (token, name: string) => by(name) ?? token);
}

/** The text in order, each emoji of the server's own by itself. */
export function splitByCustom(
  text: string,
  known: CustomEmoji,
): readonly (string | { readonly emoji: string; readonly at: number })[] {
  if (known.size === 0 || !text.includes(':')) return [text];
  const parts: (string | { emoji: string; at: number })[] = [];
  let end = 0;
  for (const { 0: emoji, 1: name = '', index } of text.matchAll(TOKENS)) {
    if (!known.has(name)) continue;
    if (index > end) parts.push(text.slice(end, index));
    parts.push({ emoji, at: index });
    end = index + emoji.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
