/**
 * What events do to messages: a message's new state, or a part of it that changed. Each is done once: what a message was
 * read after is in it already.
 */
import type { Message, Pin, Reaction } from '@parley/contract/features/chat/model';
import { type ChannelEvent, dataOf } from '../channels/events.ts';
import { knownTo, later } from './messages.ts';

/** `seq` is the event's. */
export type Change =
  | { readonly kind: 'state'; readonly messageId: string; readonly seq: number; readonly message: Message }
  | {
      readonly kind: 'reaction';
      readonly messageId: string;
      readonly seq: number;
      readonly reaction: Reaction;
    }
  | {
      readonly kind: 'pin';
      readonly messageId: string;
      readonly seq: number;
      readonly pinned: Pin['pinned'];
    };

/** Null when the event changes no message. */
export function changeOf(event: ChannelEvent): Change | null {
  const { seq } = event;
  switch (event.type) {
    case 'chat:updated':
    case 'chat:deleted': {
      const message = dataOf<'chat:updated'>(event);
      return { kind: 'state', messageId: message.id, seq, message };
    }
    case 'chat:reaction': {
      const reaction = dataOf<'chat:reaction'>(event);
      return { kind: 'reaction', messageId: reaction.messageId, seq, reaction };
    }
    case 'chat:pinned': {
      const { messageId, pinned } = dataOf<'chat:pinned'>(event);
      return { kind: 'pin', messageId, seq, pinned };
    }
    default:
      return null;
  }
}

/** The same message when it has the change already. */
export function changed(message: Message, change: Change): Message {
  if (change.kind === 'state') return later(message, change.message);
  if (knownTo(message) >= change.seq) return message;
  return { ...withPart(message, change), changedSeq: change.seq };
}

function withPart(message: Message, change: Exclude<Change, { kind: 'state' }>): Message {
  if (change.kind === 'reaction') return withReaction(message, change.reaction);
  const { pinned: _, ...rest } = message;
  return change.pinned === null ? rest : { ...rest, pinned: change.pinned };
}

/** For who has not reacted so when it is on, and has when it is off. */
export function withReaction<M extends Message>(
  message: M,
  { emoji, userId, isOn, isNamed }: Pick<Reaction, 'emoji' | 'userId' | 'isOn' | 'isNamed'>,
): M {
  const named = message.reactions[emoji] ?? [];
  const count = (message.reactionCounts?.[emoji] ?? named.length) + (isOn ? 1 : -1);
  const others = named.filter((id) => id !== userId);
  const present = isOn && isNamed ? [...others, userId] : others;
  const reactions = { ...message.reactions, [emoji]: present };
  if (count <= 0) delete reactions[emoji];
  const reactionCounts = { ...message.reactionCounts, [emoji]: count };
  if (count <= present.length) delete reactionCounts[emoji];
  const after = { ...message, reactions, reactionCounts };
  if (Object.keys(reactionCounts).length === 0) delete (after as Partial<Message>).reactionCounts;
  return after;
}
