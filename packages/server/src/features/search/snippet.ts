/** The piece of a text that shows why it was found, and where in it the words are. Pure. */
import type { Range, Snippet } from '@parley/contract/features/search/model';
import { foldInPlace } from '@parley/contract/text/fold';

const MAX_CHARS = 240;
/** So much is shown before the first word found. */
const LEAD_CHARS = 60;
const MAX_RANGES = 50;
const ELLIPSIS = '…';

/** `words` are folded; the text is as it was written. */
export function snippetOf(text: string, words: readonly string[]): Snippet {
  const ranges = rangesIn(text, words);
  const first = ranges[0]?.[0] ?? 0;
  const from = text.length <= MAX_CHARS ? 0 : boundary(text, Math.max(0, first - LEAD_CHARS));
  const to = boundary(text, Math.min(text.length, from + MAX_CHARS));
  const before = from > 0 ? ELLIPSIS : '';
  const after = to < text.length ? ELLIPSIS : '';
  return {
    text: before + text.slice(from, to) + after,
    ranges: ranges
      .filter(([start]) => start >= from && start < to)
      .map(([start, end]): Range => [start - from + before.length, Math.min(end, to) - from + before.length]),
  };
}

/** Ascending and apart from each other. */
function rangesIn(text: string, words: readonly string[]): Range[] {
  const { text: folded, at } = foldInPlace(text);
  const found: Range[] = [];
  for (const word of words) {
    if (word === '') continue;
    let from = folded.indexOf(word);
    for (let count = 0; from >= 0 && count < MAX_RANGES; count += 1) {
      const start = at[from] ?? text.length;
      found.push([start, at[from + word.length] ?? text.length]);
      from = folded.indexOf(word, from + word.length);
    }
  }
  found.sort(([left], [right]) => left - right);
  return joined(found.filter(([start, end]) => end > start));
}

function joined(ranges: readonly Range[]): Range[] {
  const apart: Range[] = [];
  for (const [start, end] of ranges) {
    const last = apart.at(-1);
    if (last !== undefined && start <= last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], end)];
    else apart.push([start, end]);
  }
  return apart;
}

/** Never between the halves of a surrogate pair, nor before a mark that belongs to what stands before it. */
function boundary(text: string, index: number): number {
  let at = index;
  while (at > 0 && at < text.length && /^[\p{M}\u{dc00}-\u{dfff}]/u.test(text.slice(at))) at -= 1;
  const low = text.charCodeAt(at);
  return low >= 0xdc00 && low <= 0xdfff && at > 0 ? at - 1 : at;
}
