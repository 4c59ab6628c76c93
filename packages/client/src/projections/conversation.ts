/** What a conversation shows: the room as events tell it, with what I have said and the server has not confirmed yet. */
import type { Me } from '@parley/contract/features/accounts/model';
import type { Member, Message, Room } from '@parley/contract/features/chat/model';
import type { WireError } from '@parley/contract/kernel/errors';
import type { QueueEntry, QueueState } from '../queue/state.ts';
import { withReaction } from './changes.ts';
import { merge } from './messages.ts';
import type { Receipts } from './receipts.ts';
import type { RoomState, Typist } from './room.ts';

export interface ShownMessage extends Message {
  /** `sent`: the server has it. `sending`: it waits. `failed`: see `error`; retry or discard by its `clientId`. */
  readonly delivery: 'sent' | 'sending' | 'failed';
  readonly error: WireError | null;
  /** A change of mine to it waits: an edit shows the new text, a deletion hides it. */
  readonly change: 'edit' | 'delete' | null;
}

export interface Conversation {
  readonly room: Room;
  readonly members: readonly Member[];
  /** Oldest first, mine that wait last. */
  readonly messages: readonly ShownMessage[];
  readonly hasOlder: boolean;
  /** True when an older stretch is shown, not the newest messages. */
  readonly hasNewer: boolean;
  /** Others who are typing. */
  readonly typing: readonly Typist[];
  /** How far others have come, as far as is told. */
  readonly receipts: Receipts;
}

/** What the server has told of a timeline: a room's main one, or a thread's. */
export interface Timeline
  extends Pick<Conversation, 'room' | 'members' | 'hasOlder' | 'hasNewer' | 'receipts'> {
  /** Null for the main one. */
  readonly threadId: string | null;
  readonly messages: readonly Message[];
  readonly typing: readonly Typist[];
}

export function conversationOf(state: RoomState, queue: QueueState, me: Me): Conversation {
  const { room, members, typing, receipts } = state;
  const shown = state.stretch ?? { messages: state.messages, hasOlder: state.hasOlder, hasNewer: false };
  return shownTimeline({ room, members, typing, receipts, threadId: null, ...shown }, queue, me);
}

export function shownTimeline(timeline: Timeline, queue: QueueState, me: Me): Conversation {
  const { room, threadId, hasNewer } = timeline;
  const here = (entry: QueueEntry) => entry.input.roomId === room.id || entry.input.roomId === room.alias;
  const ofTimeline = (said: { readonly threadId?: string | undefined }) =>
    (said.threadId ?? null) === threadId;
  const pending = queue.pending.filter(here);
  const newest = timeline.messages.at(-1)?.seq ?? 0;
  // What is not newer than the newest event has had its own event already.
  const accepted = queue.accepted.filter(
    (message) => message.roomId === room.id && ofTimeline(message) && message.seq > newest,
  );
  const confirmed =
    hasNewer || accepted.length === 0 ? timeline.messages : merge(timeline.messages, accepted);
  const changes = changesOf(pending);
  const reactions = reactionsOf(pending);
  const known = new Set<string>();
  const messages = confirmed.map((message): ShownMessage => {
    if (message.userId === me.id && message.clientId !== undefined) known.add(message.clientId);
    return withReactions(withChange(message, changes.get(message.id)), reactions.get(message.id), me.id);
  });
  if (!hasNewer) {
    const waiting = [...pending, ...queue.failed.filter(here)].filter((entry) => !known.has(entry.clientId));
    const last = confirmed.at(-1)?.seq ?? 0;
    waiting.sort((a, b) => a.order - b.order);
    for (const entry of waiting) {
      if (entry.name !== 'chat:message' || !ofTimeline(entry.input)) continue;
      messages.push(unsent(entry, room.id, me, last + messages.length + 1));
    }
  }
  return {
    room,
    members: timeline.members,
    messages,
    hasOlder: timeline.hasOlder,
    hasNewer,
    typing: timeline.typing.filter((typist) => typist.userId !== me.id),
    receipts: timeline.receipts,
  };
}

type Change = Extract<QueueEntry, { name: 'chat:edit' | 'chat:delete' }>;

/** messageId -> the last change of mine that waits. */
function changesOf(pending: readonly QueueEntry[]): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  for (const entry of pending) {
    if (entry.name === 'chat:edit' || entry.name === 'chat:delete') changes.set(entry.input.messageId, entry);
  }
  return changes;
}

type Reacting = Extract<QueueEntry, { name: 'chat:react' }>;

/** messageId -> my reactions that wait. */
function reactionsOf(pending: readonly QueueEntry[]): ReadonlyMap<string, readonly Reacting[]> {
  const reactions = new Map<string, Reacting[]>();
  for (const entry of pending) {
    if (entry.name !== 'chat:react') continue;
    reactions.set(entry.input.messageId, [...(reactions.get(entry.input.messageId) ?? []), entry]);
  }
  return reactions;
}

function withReactions(
  message: ShownMessage,
  waiting: readonly Reacting[] | undefined,
  userId: string,
): ShownMessage {
  if (waiting === undefined || message.deletedAt !== null) return message;
  return waiting.reduce((shown, { input: { emoji, isOn = true } }) => {
    const isMine = shown.reactions[emoji]?.includes(userId) ?? false;
    return isMine === isOn ? shown : withReaction(shown, { emoji, userId, isOn, isNamed: true });
  }, message);
}

/** As it is shown without a change of mine: the same object as long as the message is, since a busy room is told anew all the time. */
const unchanged = new WeakMap<Message, ShownMessage>();

function withChange(message: Message, change: Change | undefined): ShownMessage {
  const known = unchanged.get(message);
  const sent = known ?? ({ ...message, delivery: 'sent', error: null, change: null } as const);
  if (known === undefined) unchanged.set(message, sent);
  if (change === undefined || message.deletedAt !== null) return sent;
  if (change.name === 'chat:delete') return { ...sent, change: 'delete' };
  return { ...sent, content: change.input.content, change: 'edit' };
}

/** A message of mine as it will look; its id is its `clientId` until the server gives it one. */
function unsent(
  entry: Extract<QueueEntry, { name: 'chat:message' }>,
  roomId: string,
  me: Me,
  seq: number,
): ShownMessage {
  const { input } = entry;
  return {
    id: entry.clientId,
    clientId: entry.clientId,
    roomId,
    seq,
    userId: me.id,
    username: me.username,
    displayName: me.displayName,
    type: input.type ?? 'text',
    content: input.content,
    metadata: input.metadata ?? {},
    ...(input.threadId === undefined ? {} : { threadId: input.threadId }),
    ...(input.replyTo === undefined ? {} : { replyTo: input.replyTo }),
    reactions: {},
    createdAt: new Date(entry.enqueuedAt).toISOString(),
    editedAt: null,
    deletedAt: null,
    delivery: entry.error === null ? 'sending' : 'failed',
    error: entry.error,
    change: null,
  };
}
