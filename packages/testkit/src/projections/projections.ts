/** The projections the shared test of P10 runs on: one entry each. */

import {
  projectRoom,
  type RoomSnapshot,
  type RoomState,
  roomFromSnapshot,
} from '@parley/client/projections/room';
import { noRooms, projectRooms, type RoomsState, roomList } from '@parley/client/projections/rooms';
import type { Room, RoomCategory } from '@parley/contract/features/chat/model';
import type { Envelope } from '@parley/contract/kernel/envelope';
import type { Viewer } from './stage.ts';

export interface Built {
  /** What the viewer has come to, comparable. */
  state(): unknown;
}

export interface Projection {
  readonly name: string;
  /** Follows what it needs and begins from its snapshot. */
  begin(viewer: Viewer): Promise<Built>;
  /** The same from a snapshot read now. */
  fresh(viewer: Viewer): Promise<unknown>;
}

async function follow(viewer: Viewer, channel: string): Promise<{ snapshot: unknown; seq: number }> {
  const { snapshot, position } = await viewer.call('channel:subscribe', { channel });
  return { snapshot, seq: position.seq };
}

/** What was pushed on a channel after `seq`, in order. */
function eventsAfter(viewer: Viewer, channel: string, seq: number): Envelope[] {
  return viewer.connection
    .events(channel)
    .flatMap((event) => (event.seq > seq ? [JSON.parse(event.envelope)] : []));
}

const room: Projection = {
  name: 'the state of a room',
  begin: async (viewer) => {
    const [roomId = '', ...others] = viewer.rooms;
    for (const other of others) await follow(viewer, `room:${other}`);
    const { snapshot, seq } = await follow(viewer, `room:${roomId}`);
    return {
      state: () => {
        let state: RoomState | null = roomFromSnapshot(viewer.id, snapshot as RoomSnapshot);
        for (const event of eventsAfter(viewer, `room:${roomId}`, seq)) {
          state = projectRoom(state, { kind: 'event', event });
        }
        return state && comparableRoom(state);
      },
    };
  },
  fresh: async (viewer) => {
    const [roomId = ''] = viewer.rooms;
    const { snapshot } = await follow(viewer, `room:${roomId}`);
    return comparableRoom(roomFromSnapshot(viewer.id, snapshot as RoomSnapshot));
  },
};

/** A snapshot shows the newest 50 messages; whoever stayed may hold more. Presence is not the room's. */
export function comparableRoom({ room: shown, members, messages }: RoomState): unknown {
  const {
    unread: _unread,
    lastReadId: _lastReadId,
    position: _position,
    mentions: _mentions,
    myPreferences: _myPreferences,
    ...common
  } = shown;
  return {
    room: common,
    members: members
      .map(({ id, username, roomRole, joinedAt }) => ({ id, username, roomRole, joinedAt }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    messages: messages.slice(-50),
  };
}

const rooms: Projection = {
  name: 'the list of my rooms',
  begin: async (viewer) => {
    const own = `user:${viewer.id}`;
    const mine = await follow(viewer, own);
    for (const roomId of viewer.rooms) await follow(viewer, `room:${roomId}`);
    return {
      state: () => {
        let state: RoomsState = projectRooms(noRooms(viewer.id), {
          kind: 'snapshot',
          ...listOf(mine.snapshot),
        });
        for (const item of viewer.connection.heard) {
          if (item.kind !== 'event') continue;
          const isOwn = item.event.channel === own;
          if (isOwn && item.event.seq <= mine.seq) continue;
          state = projectRooms(state, { kind: 'event', event: JSON.parse(item.event.envelope) });
        }
        return { rooms: comparableRooms(roomList(state)), categories: state.categories };
      },
    };
  },
  fresh: async (viewer) => ({
    rooms: comparableRooms((await viewer.call('chat:rooms', {})).items),
    categories: (await viewer.call('chat:categories', {})).items,
  }),
};

function listOf(snapshot: unknown): { readonly rooms: Room[]; readonly categories: RoomCategory[] } {
  // What chat adds to the snapshot of `user:<id>`.
  const { rooms, roomCategories } = snapshot as { rooms: Room[]; roomCategories: RoomCategory[] };
  return { rooms, categories: roomCategories };
}

export function comparableRooms(list: readonly Room[]): unknown {
  return list
    .map(({ position: _position, people: _people, mentions: _mentions, ...shown }) => shown)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export const PROJECTIONS: readonly Projection[] = [room, rooms];
