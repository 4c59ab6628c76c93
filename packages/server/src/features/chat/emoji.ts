/** What may be a reaction: one emoji, or the `:name:` of one that this server has of its own. */
import { refuse } from '../../kernel/index.ts';

const MAX_CHARS = 64;
const CUSTOM = /^:[a-z0-9_+-]{2,40}:$/;
/** Pictures, flags and keycaps; a newer Unicode than this Node's may have more, which are still pictographic. */
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20e3/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One spelling of each: with the variation selector that asks for a picture where there are two ways to show it. */
export function emojiOrRefuse(text: string): string {
  if (CUSTOM.test(text)) return text;
  const emoji = text.normalize('NFC');
  const [first] = graphemes.segment(emoji);
  if (emoji.length > MAX_CHARS || first?.segment !== emoji || !PICTURE.test(emoji) || emoji.includes('\0')) {
    const message = 'is not one emoji';
    refuse('INVALID', 'React with one emoji.', { details: [{ path: 'emoji', message }] });
  }
  return emoji;
}
