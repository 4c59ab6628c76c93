/** What may be a reaction: one emoji, or the `:name:` of one that this server has of its own. */
import { refuse } from '../../kernel/index.ts';

const MAX_CHARS = 64;
const CUSTOM = /^:([a-z0-9_+-]{2,40}):$/;
/** Pictures, flags and keycaps; a newer Unicode than this Node's may have more, which are still pictographic. */
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20e3/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Asks for a picture where a character may be shown as text too (U+FE0F). */
const AS_PICTURE = '\ufe0f';
const RECOMMENDED = /^\p{RGI_Emoji}$/v;

/** Keyboards spell one emoji in several ways: all of them are the one that Unicode recommends (UTS #51, RGI). */
function oneSpelling(emoji: string): string {
  const bare = emoji.replaceAll(AS_PICTURE, '');
  return [bare, emoji, bare + AS_PICTURE].find((spelling) => RECOMMENDED.test(spelling)) ?? emoji;
}

/** Null for a standard one. */
export function customNameOf(emoji: string): string | null {
  return CUSTOM.exec(emoji)?.[1] ?? null;
}

export function emojiOrRefuse(text: string): string {
  if (CUSTOM.test(text)) return text;
  const [first] = graphemes.segment(text);
  if (text.length > MAX_CHARS || first?.segment !== text || !PICTURE.test(text) || text.includes('\0')) {
    refuse('INVALID', 'React with one emoji.', { details: [{ path: 'emoji', message: 'is not one emoji' }] });
  }
  return oneSpelling(text);
}
