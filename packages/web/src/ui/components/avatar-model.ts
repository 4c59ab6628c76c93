/** What an avatar shows without a picture. */

export const AVATAR_HUES = 12;

/** The same hue for the same id on every machine: FNV-1a, mixed once more because only a few bits are used. */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash ^= hash >>> 13;
  return (hash >>> 0) % AVATAR_HUES;
}

/** The first letters of the first and the last word; whole characters, so an emoji or a Thai vowel is not cut apart. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked
    .map((word) => firstLetter(word ?? ''))
    .join('')
    .toLocaleUpperCase();
}

/** Made once: making one takes a millisecond, and a page shows many names. */
const segmenter = new Intl.Segmenter();

function firstLetter(word: string): string {
  const letters = [...segmenter.segment(word)].map((part) => part.segment);
  return letters.find((letter) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(letter)) ?? letters[0] ?? '?';
}
