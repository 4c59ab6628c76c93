/** My rooms, with what is unread in each: (state, input) -> state, pure. */
import type { Room, RoomCategory, RoomPreferences } from '@parley/contract/features/chat/model';
import { type ChannelEvent, dataOf } from '../channels/events.ts';
import { withNews, withStanding } from './room-news.ts';
import {
  afterDeletion,
  afterEdit,
  afterMarkedUnread,
  afterMessage,
  afterRead,
  countOf,
  recounted,
  type Unread,
  unreadFrom,
} from './unread.ts';

interface Entry {
  readonly room: Room;
  /** Events up to here are in `room` already. */
  readonly asOf: number;
  readonly unread: Unread;
}

export interface RoomsState {
  readonly me: string;
  readonly entries: Readonly<Record<string, Entry>>;
  /** In my order. */
  readonly categories: readonly RoomCategory[];
}

export type RoomsInput =
  | {
      readonly kind: 'snapshot';
      readonly rooms: readonly Room[];
      readonly categories: readonly RoomCategory[];
    }
  /** One room as an answer of the server describes it to me. */
  | { readonly kind: 'room'; readonly room: Room }
  /** `live`: it came as it happened, not while catching up. */
  | { readonly kind: 'event'; readonly event: ChannelEvent; readonly live?: boolean }
  | { readonly kind: 'gone'; readonly roomId: string };

export function noRooms(me: string): RoomsState {
  return { me, entries: {}, categories: [] };
}

export function projectRooms(state: RoomsState, input: RoomsInput): RoomsState {
  switch (input.kind) {
    case 'snapshot':
      return {
        me: state.me,
        entries: Object.fromEntries(input.rooms.map((room) => [room.id, entryOf(room)])),
        categories: input.categories,
      };
    case 'room':
      return withRoom(state, input.room);
    case 'event':
      return input.event.channel.startsWith('user:')
        ? afterMine(state, input.event)
        : afterShared(state, input.event.channel.slice('room:'.length), input.event, input.live ?? false);
    case 'gone':
      return without(state, input.roomId);
  }
}

/** The latest conversation first. */
export function roomList(state: RoomsState): readonly Room[] {
  const last = (room: Room) => room.lastMessageAt ?? room.createdAt;
  return Object.values(state.entries)
    .map((entry) => ({ ...entry.room, ...countOf(entry.unread) }))
    .sort((a, b) => (last(a) < last(b) ? 1 : last(a) > last(b) ? -1 : a.id < b.id ? 1 : -1));
}

/** Rooms whose count the server should be asked for. */
export function uncertainRooms(state: RoomsState): readonly string[] {
  return Object.values(state.entries)
    .filter((entry) => entry.unread.uncertain)
    .map((entry) => entry.room.id);
}

function entryOf(room: Room): Entry {
  const asOf = room.position?.seq ?? 0;
  return { room, asOf, unread: unreadFrom(room, asOf, room.lastReadId) };
}

function withRoom(state: RoomsState, room: Room): RoomsState {
  const known = state.entries[room.id];
  if (known === undefined || epochChanged(known.room, room)) return withEntry(state, entryOf(room));
  const asOf = room.position?.seq ?? known.asOf;
  const unread = countedAnew(known.unread, room, asOf);
  // An answer older than what events have told since adds nothing but the count.
  if (asOf < known.asOf) {
    return withEntry(state, { ...known, room: withPreferences(known.room, room.myPreferences), unread });
  }
  return withEntry(state, { room: withLaterPreferences(known.room, room), asOf, unread });
}

function countedAnew(known: Unread, room: Room, asOf: number): Unread {
  if (room.unread === undefined) return { ...known, uncertain: false };
  return recounted(known, room, asOf, room.lastReadId ?? null) ?? known;
}

/** `told`, with what it leaves out of what is known of me. */
function withLaterPreferences(known: Room, told: Room): Room {
  return withPreferences({ ...mine(known), ...told }, known.myPreferences);
}

/** An answer and an event of my own channel come in any order: the later state stays. */
function withPreferences(room: Room, other: RoomPreferences | undefined): Room {
  if (other === undefined || (room.myPreferences?.version ?? -1) >= other.version) return room;
  return { ...room, myPreferences: other };
}

/** What an answer may leave out without its having changed. */
function mine({ myRole, people, position }: Room): Partial<Room> {
  return { ...(myRole && { myRole }), ...(people && { people }), ...(position && { position }) };
}

function epochChanged(known: Room, told: Room): boolean {
  if (known.position === undefined || told.position === undefined) return false;
  return known.position.epoch !== told.position.epoch;
}

/** On `user:<me>`: what concerns only me. */
function afterMine(state: RoomsState, event: ChannelEvent): RoomsState {
  switch (event.type) {
    case 'room:joined': {
      const { room } = dataOf<'room:joined'>(event);
      return room === undefined ? state : withRoom(state, room);
    }
    case 'room:left':
    case 'room:removed':
      return without(state, dataOf<'room:left'>(event).roomId);
    case 'chat:read': {
      const { roomId, messageId, ...left } = dataOf<'chat:read'>(event);
      const entry = state.entries[roomId];
      if (entry === undefined) return state;
      const { markedUnread: _, ...was } = entry.room;
      const room = { ...was, lastReadId: messageId };
      return withEntry(state, { ...entry, room, unread: afterRead(entry.unread, messageId, left) });
    }
    case 'chat:marked-unread': {
      const { roomId, lastReadId, ...left } = dataOf<'chat:marked-unread'>(event);
      const entry = state.entries[roomId];
      if (entry === undefined) return state;
      const room = { ...entry.room, lastReadId, markedUnread: true as const };
      return withEntry(state, { ...entry, room, unread: afterMarkedUnread(entry.unread, lastReadId, left) });
    }
    case 'room:preferences': {
      const { roomId, preferences } = dataOf<'room:preferences'>(event);
      const entry = state.entries[roomId];
      if (entry === undefined) return state;
      return withEntry(state, { ...entry, room: withPreferences(entry.room, preferences) });
    }
    case 'room:categories':
      return withCategories(state, dataOf<'room:categories'>(event).categories);
    case 'room:muted': {
      const { roomId, muted } = dataOf<'room:muted'>(event);
      const entry = state.entries[roomId];
      if (entry === undefined) return state;
      const { muted: _, ...room } = entry.room;
      return withEntry(state, { ...entry, room: muted === null ? room : { ...room, muted } });
    }
    default:
      return state;
  }
}

/** The rooms of one that is gone are in none. */
function withCategories(state: RoomsState, categories: readonly RoomCategory[]): RoomsState {
  const entries = Object.entries(state.entries).map(([id, entry]) => {
    const own = entry.room.myPreferences;
    const stays = own?.categoryId == null || categories.some((category) => category.id === own.categoryId);
    if (own === undefined || stays) return [id, entry] as const;
    const myPreferences = { ...own, categoryId: null, version: own.version + 1 };
    return [id, { ...entry, room: { ...entry.room, myPreferences } }] as const;
  });
  return { ...state, entries: Object.fromEntries(entries), categories };
}

/** On `room:<id>`: what concerns everybody in it. */
function afterShared(state: RoomsState, roomId: string, event: ChannelEvent, live: boolean): RoomsState {
  const entry = state.entries[roomId];
  if (entry === undefined || event.seq <= entry.asOf) return state;
  const next = { ...entry, asOf: event.seq };
  const { room } = entry;
  switch (event.type) {
    case 'chat:message': {
      const message = dataOf<'chat:message'>(event);
      return withEntry(state, {
        ...next,
        room: { ...room, lastMessageAt: message.createdAt },
        unread: afterMessage(entry.unread, state.me, message, { seq: event.seq, live }),
      });
    }
    case 'chat:updated':
      return withEntry(state, {
        ...next,
        unread: afterEdit(entry.unread, state.me, dataOf<'chat:updated'>(event), live),
      });
    case 'chat:deleted':
      return withEntry(state, {
        ...next,
        unread: afterDeletion(entry.unread, state.me, dataOf<'chat:deleted'>(event)),
      });
    case 'room:joined':
      return withEntry(state, { ...next, room: { ...room, memberCount: room.memberCount + 1 } });
    case 'room:left':
      return withEntry(state, { ...next, room: { ...room, memberCount: room.memberCount - 1 } });
    case 'room:updated': {
      const { room: told, member } = dataOf<'room:updated'>(event);
      const changed = told === undefined ? room : withNews(room, told);
      return withEntry(state, { ...next, room: withStanding(changed, state.me, member) });
    }
    default:
      return withEntry(state, next);
  }
}

function withEntry(state: RoomsState, entry: Entry): RoomsState {
  return { ...state, entries: { ...state.entries, [entry.room.id]: entry } };
}

function without(state: RoomsState, roomId: string): RoomsState {
  if (state.entries[roomId] === undefined) return state;
  const { [roomId]: _, ...entries } = state.entries;
  return { ...state, entries };
}
