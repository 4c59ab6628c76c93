/** The emoji data this server serves: files made at build time, one a language. */
import type { EmojiData } from 'frimousse';
import type { CustomEmoji } from '../../app/custom-emoji.ts';

/** Languages there is emoji data for; others find emoji by their English names. */
const KNOWN = ['en', 'th'];

export function emojiLanguage(language: string): string {
  return KNOWN.includes(language) ? language : 'en';
}

export async function fetchEmoji(language: string): Promise<EmojiData> {
  const response = await fetch(`/emoji/${language}.json`);
  if (!response.ok) throw new Error(`emoji data: ${response.status}`);
  // Made by the build, in the picker's own shape.
  return response.json();
}

/** Stands for the name of the category with the emoji of this server's own. */
export const OWN = 'own';
const OWN_INDEX = -1;

/** The same with the emoji of this server's own before all others, as `:name:`. */
export function withCustom(data: EmojiData, own: CustomEmoji): EmojiData {
  if (own.size === 0) return data;
  const emojis = [...own.keys()].map((name) => ({
    emoji: `:${name}:`,
    category: OWN_INDEX,
    label: name,
    version: 0,
    // Found by its words too.
    tags: [name.replaceAll(/[_+-]+/g, ' ')],
  }));
  return {
    ...data,
    emojis: [...emojis, ...data.emojis],
    categories: [{ index: OWN_INDEX, label: OWN }, ...data.categories],
  };
}
