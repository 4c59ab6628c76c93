/** The emoji data this server serves: files made at build time, one a language. */
import type { EmojiData } from 'frimousse';

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
