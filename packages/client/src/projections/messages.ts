/** Messages in order of `seq`, each once. The lists are never changed in place. */
import type { Message } from '@parley/contract/features/chat/model';

/**
 * Which of two states of one message is the later one. A deletion is final and edits are dated, so an answer that was read
 * before an event and arrives after it does no harm. `incoming` wins where they are equal.
 */
export function later(known: Message, incoming: Message): Message {
  if (known.deletedAt !== null && incoming.deletedAt === null) return known;
  if (incoming.deletedAt === null && (known.editedAt ?? '') > (incoming.editedAt ?? '')) return known;
  return incoming;
}

/** Index of the first message whose seq is at least `seq`. */
function lowerBound(messages: readonly Message[], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = messages[middle];
    if (at !== undefined && at.seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function find(messages: readonly Message[], message: Message): Message | undefined {
  const found = messages[lowerBound(messages, message.seq)];
  return found?.id === message.id ? found : undefined;
}

/** `messages` with `message` in its place, or with its later state where it is known already. */
export function upsert(messages: readonly Message[], message: Message): readonly Message[] {
  const at = lowerBound(messages, message.seq);
  const found = messages[at];
  if (found?.id === message.id) return messages.with(at, later(found, message));
  return messages.toSpliced(at, 0, message);
}

/** `messages` with the later state of `message`, where it is in the list at all. */
export function update(messages: readonly Message[], message: Message): readonly Message[] {
  return find(messages, message) === undefined ? messages : upsert(messages, message);
}

/** Two lists as one; of a message in both, the later state, and `known`'s where they are equal. */
export function merge(known: readonly Message[], added: readonly Message[]): readonly Message[] {
  const bySeq = new Map<number, Message>();
  for (const message of added) bySeq.set(message.seq, message);
  for (const message of known) {
    const other = bySeq.get(message.seq);
    bySeq.set(message.seq, other === undefined ? message : later(other, message));
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
