/** Messages in order of `seq`, each once. The lists are never changed in place. */
import type { Message } from '@parley/contract/features/chat/model';

/** Up to which event of its room a message tells what became of it. */
export function knownTo(message: Message): number {
  return message.changedSeq ?? message.seq;
}

/**
 * Which of two states of one message is the later one, so that an answer that was read before an event and arrives after
 * it does no harm. `incoming` wins where they are equal.
 */
export function later(known: Message, incoming: Message): Message {
  return knownTo(known) > knownTo(incoming) ? known : incoming;
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

/** `messages` with one of them changed; null when it is not among them. */
export function change(
  messages: readonly Message[],
  messageId: string,
  after: (message: Message) => Message,
): readonly Message[] | null {
  // What changes is mostly new.
  const at = messages.findLastIndex((message) => message.id === messageId);
  const known = messages[at];
  return known === undefined ? null : messages.with(at, after(known));
}

/** Two lists as one; of a message in both, the later state, and `known`'s where they are equal. */
export function merge(known: readonly Message[], added: readonly Message[]): readonly Message[] {
  // A page of history is before all that is known, which may be very long.
  if (comesBefore(added, known)) return [...added, ...known];
  const bySeq = new Map<number, Message>();
  for (const message of added) bySeq.set(message.seq, message);
  for (const message of known) {
    const other = bySeq.get(message.seq);
    bySeq.set(message.seq, other === undefined ? message : later(other, message));
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** Whether each of the first is older than the one after it, and the last of them older than the second's first. */
function comesBefore(first: readonly Message[], second: readonly Message[]): boolean {
  const seqs = [...first, ...second.slice(0, 1)].map(({ seq }) => seq);
  return seqs.every((seq, at) => at === 0 || seq > (seqs[at - 1] ?? 0));
}
