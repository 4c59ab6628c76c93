import type { RoomPreferences } from '@parley/contract/features/chat/model';
import { describe, expect, it } from 'vitest';
import { EPOCH, event, room } from '../../test/people.ts';
import { noRooms, projectRooms, type RoomsInput, type RoomsState, roomList } from './rooms.ts';

const run = (...inputs: RoomsInput[]): RoomsState => inputs.reduce(projectRooms, noRooms('ada'));
const plain: RoomPreferences = { favourite: false, categoryId: null, mute: null, version: 0 };
const work = { id: 'c1', name: 'Work' };
const home = { id: 'c2', name: 'Home' };

const snapshot = (
  preferences: Partial<RoomPreferences> = {},
  categories: readonly { id: string; name: string }[] = [],
): RoomsInput => ({
  kind: 'snapshot',
  categories,
  rooms: [room('r1', { myPreferences: { ...plain, ...preferences } }), room('r2')],
});
let seq = 0;
const mine = (type: string, data: unknown): RoomsInput => {
  seq += 1;
  return { kind: 'event', event: event(seq, type, data, 'user:ada') };
};
const set = (preferences: Partial<RoomPreferences>): RoomsInput =>
  mine('room:preferences', { roomId: 'r1', preferences: { ...plain, ...preferences } });
const categories = (...list: { id: string; name: string }[]) => mine('room:categories', { categories: list });
const own = (state: RoomsState) => roomList(state).find(({ id }) => id === 'r1')?.myPreferences;

describe('what I make of rooms for myself', () => {
  it('P10: a snapshot and the events after it are a later snapshot', () => {
    const mute = { level: 'mentions', until: null } as const;
    const state = run(
      snapshot(),
      categories(work),
      set({ categoryId: 'c1', version: 1 }),
      set({ categoryId: 'c1', favourite: true, mute, version: 2 }),
      categories(home, work),
      categories(home),
      mine('room:preferences', { roomId: 'nowhere', preferences: plain }),
    );
    const later = snapshot({ favourite: true, mute, categoryId: null, version: 3 }, [home]);
    expect(state).toEqual(run(later));
  });

  it('an answer that was read before an event does not undo it, and a later one counts', () => {
    const answer = (version: number, favourite: boolean, at: number): RoomsInput => ({
      kind: 'room',
      room: room('r1', {
        position: { epoch: EPOCH, seq: at },
        myPreferences: { ...plain, favourite, version },
      }),
    });
    const starred = run(snapshot(), set({ favourite: true, version: 1 }));
    expect(own(projectRooms(starred, answer(0, false, 5)))).toMatchObject({ favourite: true, version: 1 });
    expect(own(projectRooms(starred, answer(2, false, 5)))).toMatchObject({ favourite: false, version: 2 });
    // Also where it is behind the room itself.
    const ahead = run(snapshot(), { kind: 'event', event: event(9, 'chat:other', {}) });
    expect(own(projectRooms(ahead, answer(1, true, 4)))).toMatchObject({ favourite: true, version: 1 });
  });

  it('stays mine when the room is told to everybody', () => {
    const { myPreferences: _, unread: _u, myRole: _r, ...shared } = room('r1', { topic: 'new' });
    const told: RoomsInput = {
      kind: 'event',
      event: event(1, 'room:updated', { roomId: 'r1', room: shared }),
    };
    const state = run(snapshot({ favourite: true, version: 1 }), told);
    expect(roomList(state).find(({ id }) => id === 'r1')).toMatchObject({
      topic: 'new',
      myPreferences: { favourite: true },
    });
  });
});
