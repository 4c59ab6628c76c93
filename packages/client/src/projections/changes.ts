/**
 * What events do to messages: a message's new state, or a part of it that changed. Each is done once: what a message was
 * read after is in it already.
 */
import type { Message, Pin, Reaction } from '@parley/contract/features/chat/model';
import { type ChannelEvent, dataOf } from '../channels/events.ts';
import { knownTo, later } from './messages.ts';

interface Of {
  readonly messageId: string;
  /** The event's. */
  readonly seq: number;
}

export type Change = Of &
  (
    | { readonly kind: 'state'; readonly message: Message }
    | { readonly kind: 'reaction'; readonly reaction: Reaction }
    | { readonly kind: 'pin'; readonly pinned: Pin['pinned'] }
    /** Somebody answered in its thread. */
    | { readonly kind: 'reply'; readonly reply: Message }
    /** An answer in its thread was deleted. */
    | { readonly kind: 'reply-gone' }
  );

/** What an event does to messages that were there before it. */
export function changesOf(event: ChannelEvent): readonly Change[] {
  const { seq } = event;
  switch (event.type) {
    case 'chat:message': {
      const reply = dataOf<'chat:message'>(event);
      const { threadId } = reply;
      return threadId === undefined ? [] : [{ kind: 'reply', messageId: threadId, seq, reply }];
    }
    case 'chat:updated': {
      const message = dataOf<'chat:updated'>(event);
      return [{ kind: 'state', messageId: message.id, seq, message }];
    }
    case 'chat:deleted': {
      const message = dataOf<'chat:deleted'>(event);
      const { id, threadId } = message;
      const gone: Change = { kind: 'state', messageId: id, seq, message };
      return threadId === undefined ? [gone] : [gone, { kind: 'reply-gone', messageId: threadId, seq }];
    }
    case 'chat:reaction': {
      const reaction = dataOf<'chat:reaction'>(event);
      return [{ kind: 'reaction', messageId: reaction.messageId, seq, reaction }];
    }
    case 'chat:pinned': {
      const { messageId, pinned } = dataOf<'chat:pinned'>(event);
      return [{ kind: 'pin', messageId, seq, pinned }];
    }
    default:
      return [];
  }
}

/** The same message when it has the change already. */
export function changed(message: Message, change: Change): Message {
  if (change.kind === 'state') return later(message, change.message);
  if (knownTo(message) >= change.seq) return message;
  return { ...withPart(message, change), changedSeq: change.seq };
}

function withPart(message: Message, change: Exclude<Change, { kind: 'state' }>): Message {
  switch (change.kind) {
    case 'reaction':
      return withReaction(message, change.reaction);
    case 'reply':
      return withReply(message, change.reply);
    case 'reply-gone': {
      const { thread } = message;
      return thread === undefined
        ? message
        : { ...message, thread: { ...thread, replies: thread.replies - 1 } };
    }
    case 'pin': {
      const { pinned: _, ...rest } = message;
      return change.pinned === null ? rest : { ...rest, pinned: change.pinned };
    }
  }
}

/** A message names this many of those who answered in its thread. */
const MAX_REPLIERS = 5;

/** An answer that was deleted since counts here, and no more by the event of its deletion. */
function withReply(message: Message, { createdAt, userId }: Message): Message {
  const replies = message.thread?.replies ?? 0;
  const repliers = message.thread?.repliers ?? [];
  const isNew = !repliers.includes(userId) && repliers.length < MAX_REPLIERS;
  return {
    ...message,
    thread: {
      replies: replies + 1,
      lastReplyAt: createdAt,
      repliers: isNew ? [...repliers, userId] : repliers,
    },
  };
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
