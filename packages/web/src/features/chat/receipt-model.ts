/** Which messages of mine carry the sign of how far they have come: of those that have come as far, the last. */
import type { Conversation, ShownMessage } from '@parley/client/projections/conversation';
import { type Progress, progressOf } from '@parley/client/projections/receipts';

type Said = Pick<ShownMessage, 'id' | 'userId' | 'seq' | 'type' | 'delivery' | 'deletedAt'>;

/** Lists never change, so what was found in one holds as long as it is there. */
const found = new WeakMap<readonly Said[], ReadonlyMap<string, number>>();

/** Of each message, the seq of the next that its author said, by id; the last of each author is missing. */
function nextOfAuthor(messages: readonly Said[]): ReadonlyMap<string, number> {
  const known = found.get(messages);
  if (known !== undefined) return known;
  const next = new Map<string, number>();
  const last = new Map<string, string>();
  for (const { id, userId, seq, type, delivery, deletedAt } of messages) {
    if (type === 'system' || delivery !== 'sent' || deletedAt !== null) continue;
    const before = last.get(userId);
    if (before !== undefined) next.set(before, seq);
    last.set(userId, id);
  }
  found.set(messages, next);
  return next;
}

/** What is shown beside a message of mine; null where a later one says the same, since who read that read this. */
export function shownProgress(
  { messages, receipts }: Pick<Conversation, 'messages' | 'receipts'>,
  { id, userId, seq }: Said,
): Progress | null {
  const progress = progressOf(receipts, userId, seq);
  const next = nextOfAuthor(messages).get(id);
  return next !== undefined && progressOf(receipts, userId, next) === progress ? null : progress;
}
