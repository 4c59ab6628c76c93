/** The beginning of a message as one line of plain text. */
import type { Message } from '@parley/contract/features/chat/model';

const MAX_CHARS = 140;

/** Marks that only say how words look; what they stand around stays. */
const MARKS = /(\*\*|__|~~|`+|^\s{0,3}(?:#{1,6}|>|[-+*])\s+)/gm;

export function excerptOf({ content }: Pick<Message, 'content'>): string {
  // Enough for the line, however long the message is.
  const plain = content
    .slice(0, MAX_CHARS * 4)
    .replace(MARKS, '')
    .replace(/\s+/g, ' ')
    .trim();
  const chars = [...plain];
  return chars.length <= MAX_CHARS ? plain : `${chars.slice(0, MAX_CHARS - 1).join('')}…`;
}
