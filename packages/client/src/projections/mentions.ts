/** Whether a message names somebody. */
import type { Message } from '@parley/contract/features/chat/model';

/**
 * `there`: it came as it was said, so that a call to those who are there was for us too. Of one that was caught up with
 * only the server knows: `unknown`.
 */
export function namesMe(message: Message, me: string, there: boolean): boolean | 'unknown' {
  const { mentions } = message;
  if (mentions === undefined || message.userId === me || message.deletedAt !== null) return false;
  if (mentions.users.includes(me) || mentions.all === 'room') return true;
  if (mentions.all === undefined) return false;
  return there ? true : 'unknown';
}
