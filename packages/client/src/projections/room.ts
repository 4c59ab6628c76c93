/**
 * One conversation as a person sees it: (state, input) -> state, pure. A snapshot and the events after it come to the same
 * state as a later snapshot (P10).
 */
import type { Member, Message, ReadMark, Room } from '@parley/contract/features/chat/model';
import { type ChannelEvent, type ChannelSignal, dataOf } from '../channels/events.ts';
import { type Change, changed, changesOf } from './changes.ts';
import { change as changeIn, merge, upsert } from './messages.ts';
import { afterReceipt, NO_RECEIPTS, type Receipts, withReadMarks } from './receipts.ts';
import { withNews, withStanding } from './room-news.ts';

export interface Typist {
  readonly userId: string;
  readonly username: string;
  /** When it is forgotten unless said again, milliseconds since 1970. */
  readonly until: number;
}

/** A stretch of history that does not reach the newest message. */
export interface Stretch {
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export interface RoomState {
  /** Whose view this is. */
  readonly me: string;
  readonly room: Room;
  /** The first 100 as of the snapshot, and whoever joined since. */
  readonly members: readonly Member[];
  /** The newest messages without a hole, ordered by seq. */
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  /** Being looked at in place of the newest messages. */
  readonly stretch: Stretch | null;
  readonly typing: readonly Typist[];
  /** How far others have come, as far as is told. */
  readonly receipts: Receipts;
  /** What happened to messages that are not loaded: what an answer under way may lack. Bounded. */
  readonly unplaced: readonly Change[];
}

/** What `chat:join` answers when it could not resume, and the snapshot of a `room:` channel. */
export interface RoomSnapshot {
  readonly room: Room;
  readonly members: readonly Member[];
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** In small rooms. */
  readonly readMarks?: readonly ReadMark[] | undefined;
}

export type RoomInput =
  | { readonly kind: 'snapshot'; readonly me: string; readonly snapshot: RoomSnapshot }
  | { readonly kind: 'event'; readonly event: ChannelEvent }
  | { readonly kind: 'signal'; readonly signal: ChannelSignal; readonly now: number }
  /** Time passed. */
  | { readonly kind: 'tick'; readonly now: number }
  /** Older messages than the first one we have. */
  | { readonly kind: 'older'; readonly messages: readonly Message[]; readonly hasOlder: boolean }
  /** History around a message somewhere, or the same with a page more. */
  | { readonly kind: 'stretch'; readonly stretch: Stretch }
  /** Back to the newest messages. */
  | { readonly kind: 'latest' };

export const TYPING_MS = 5_000;
/** A snapshot with fewer messages than any server's page holds them all; with more, asking tells. */
const SMALLEST_PAGE = 20;
const MAX_UNPLACED = 200;

export function roomFromSnapshot(me: string, snapshot: RoomSnapshot): RoomState {
  return {
    me,
    room: snapshot.room,
    members: snapshot.members,
    messages: merge([], snapshot.messages),
    hasOlder: snapshot.messages.length >= SMALLEST_PAGE,
    stretch: null,
    typing: [],
    receipts: withReadMarks(NO_RECEIPTS, snapshot.readMarks ?? []),
    unplaced: [],
  };
}

/** null: nothing known yet. Only a snapshot begins a state. */
export function projectRoom(state: RoomState | null, input: RoomInput): RoomState | null {
  if (input.kind === 'snapshot') return afterSnapshot(state, input.me, input.snapshot);
  if (state === null) return null;
  switch (input.kind) {
    case 'event':
      return afterEvent(state, input.event);
    case 'signal':
      return afterSignal(state, input.signal, input.now);
    case 'tick':
      return withTyping(
        state,
        state.typing.filter((typist) => typist.until > input.now),
      );
    case 'older': {
      const messages = merge(state.messages, current(state, input.messages));
      return { ...state, messages, hasOlder: input.hasOlder };
    }
    case 'stretch':
      return withStretch(state, input.stretch);
    case 'latest':
      return state.stretch === null ? state : { ...state, stretch: null };
  }
}

/** What people told us stays; what the server vouches for is replaced. */
function afterSnapshot(state: RoomState | null, me: string, snapshot: RoomSnapshot): RoomState {
  const fresh = roomFromSnapshot(me, snapshot);
  if (state === null) return fresh;
  const { readMarks } = snapshot;
  const receipts = readMarks === undefined ? state.receipts : withReadMarks(state.receipts, readMarks);
  return { ...fresh, receipts };
}

function afterEvent(state: RoomState, event: ChannelEvent): RoomState {
  return afterNews(changesOf(event).reduce(afterChange, state), event);
}

/** What an event tells beside changes of messages. */
function afterNews(state: RoomState, event: ChannelEvent): RoomState {
  switch (event.type) {
    case 'chat:message': {
      const message = dataOf<'chat:message'>(event);
      const room = { ...state.room, lastMessageAt: message.createdAt };
      const typing = state.typing.filter((typist) => typist.userId !== message.userId);
      const said = { ...withTyping(state, typing), room };
      // Answers stand in their thread only.
      return message.threadId === undefined ? { ...said, messages: upsert(state.messages, message) } : said;
    }
    case 'room:joined': {
      const { user } = dataOf<'room:joined'>(event);
      const others = state.members.filter((member) => member.id !== user.id);
      const room = { ...state.room, memberCount: state.room.memberCount + 1 };
      return { ...state, room, members: [...others, user] };
    }
    case 'room:left': {
      const { userId } = dataOf<'room:left'>(event);
      const room = { ...state.room, memberCount: state.room.memberCount - 1 };
      const typing = state.typing.filter((typist) => typist.userId !== userId);
      return { ...state, room, typing, members: state.members.filter((member) => member.id !== userId) };
    }
    case 'room:updated': {
      const { room, member } = dataOf<'room:updated'>(event);
      return {
        ...state,
        room: withStanding(room === undefined ? state.room : withNews(state.room, room), state.me, member),
        members:
          member === undefined
            ? state.members
            : state.members.map((known) =>
                known.id === member.userId ? { ...known, roomRole: member.roomRole } : known,
              ),
      };
    }
    default:
      return state;
  }
}

function afterChange(state: RoomState, change: Change): RoomState {
  const after = (messages: readonly Message[]) =>
    changeIn(messages, change.messageId, (message) => changed(message, change));
  const messages = after(state.messages);
  const elsewhere = state.stretch === null ? null : after(state.stretch.messages);
  const stretch =
    state.stretch === null || elsewhere === null ? state.stretch : { ...state.stretch, messages: elsewhere };
  if (messages !== null) return { ...state, messages, stretch };
  // A state says all that happened before it.
  const others =
    change.kind === 'state'
      ? state.unplaced.filter(({ messageId }) => messageId !== change.messageId)
      : state.unplaced;
  const unplaced = [...others, change].slice(-MAX_UNPLACED);
  return { ...state, stretch, unplaced };
}

function afterSignal(state: RoomState, signal: ChannelSignal, now: number): RoomState {
  if (signal.type === 'chat:typing') {
    const { userId, username, isTyping } = dataOf<'chat:typing'>(signal);
    const others = state.typing.filter((typist) => typist.userId !== userId);
    return withTyping(state, isTyping ? [...others, { userId, username, until: now + TYPING_MS }] : others);
  }
  const receipts = afterReceipt(state.receipts, signal);
  return receipts === state.receipts ? state : { ...state, receipts };
}

function withTyping(state: RoomState, typing: readonly Typist[]): RoomState {
  return typing.length === 0 && state.typing.length === 0 ? state : { ...state, typing };
}

/** A stretch that meets the newest messages becomes part of them. */
function withStretch(state: RoomState, stretch: Stretch): RoomState {
  const messages = current(state, stretch.messages);
  const last = messages.at(-1);
  const first = state.messages[0];
  const meets = !stretch.hasNewer || first === undefined || (last !== undefined && last.seq >= first.seq);
  if (!meets) return { ...state, stretch: { ...stretch, messages } };
  return { ...state, stretch: null, messages: merge(state.messages, messages), hasOlder: stretch.hasOlder };
}

/** An answer's messages, brought up to what events have told since it was read. */
function current(state: RoomState, messages: readonly Message[]): readonly Message[] {
  if (state.unplaced.length === 0) return messages;
  const known = new Map<string, Change[]>();
  for (const change of state.unplaced) {
    const of = known.get(change.messageId);
    if (of === undefined) known.set(change.messageId, [change]);
    else of.push(change);
  }
  return messages.map((message) => (known.get(message.id) ?? []).reduce(changed, message));
}
