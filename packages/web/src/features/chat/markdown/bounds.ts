/** How much structure a message may have. Beyond it, it is shown as it was written: nobody means that, and it must cost nothing. */
import type { Token } from 'markdown-it';

export const MAX_CHARS = 20_000;
/** Of quotes, lists and marks within each other. The parser cuts off what is deeper, so nothing near it is shown. */
export const MAX_NESTING = 40;
const MAX_DEPTH = 24;
const MAX_COLUMNS = 40;
/** Elements to be made. */
const MAX_TOKENS = 12_000;

export function isWithinBounds(blocks: readonly Token[]): boolean {
  let tokens = 0;
  let columns = 0;
  for (const block of blocks) {
    tokens += 1 + (block.children?.length ?? 0);
    if (block.type === 'tr_open') columns = 0;
    if (block.type === 'th_open') columns += 1;
    if (tokens > MAX_TOKENS || columns > MAX_COLUMNS || block.level > MAX_DEPTH) return false;
    if (block.children?.some(({ level }) => level > MAX_DEPTH)) return false;
  }
  return true;
}
