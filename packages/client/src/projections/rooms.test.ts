import { describe, expect, it } from 'vitest';
import { AT, EPOCH, event, member, message, room } from '../../test/people.ts';
import {
  noRooms,
  projectRooms,
  type RoomsInput,
  type RoomsState,
  roomList,
  uncertainRooms,
} from './rooms.ts';

const run = (...inputs: RoomsInput[]): RoomsState => inputs.reduce(projectRooms, noRooms('ada'));
const list = (...rooms: Parameters<typeof room>[1][]): RoomsInput => ({
  kind: 'snapshot',
  categories: [],
  rooms: rooms.map((more, index) => room(`r${index + 1}`, more)),
});
const shared = (seq: number, type: string, data: unknown): RoomsInput => ({
  kind: 'event',
  event: event(seq, type, data),
});
const said = (seq: number, more: Parameters<typeof message>[1] = {}) =>
  shared(seq, 'chat:message', message(seq, more));
const gone = (seq: number, of: number, more: Parameters<typeof message>[1] = {}) =>
  shared(seq, 'chat:deleted', message(of, { deletedAt: AT, content: '', ...more }));
const mine = (seq: number, type: string, data: unknown): RoomsInput => ({
  kind: 'event',
  event: event(seq, type, data, 'user:ada'),
});
const read = (seq: number, of: number, unread: number) =>
  mine(seq, 'chat:read', { roomId: 'r1', userId: 'ada', messageId: message(of).id, unread });
const unread = (state: RoomsState) => roomList(state).find(({ id }) => id === 'r1')?.unread;
const position = (seq: number) => ({ epoch: EPOCH, seq });

describe('my rooms', () => {
  it('counts what others say, not what I say, nor in threads', () => {
    expect(
      unread(run(list({}), said(1), said(2, { userId: 'ada' }), said(3, { threadId: 'm1' }), said(4))),
    ).toBe(2);
  });

  it('counts nothing the server says of the room', () => {
    expect(unread(run(list({}), said(1, { type: 'system' }), said(2)))).toBe(1);
  });

  it('goes on from the server’s count, and counts no event that count includes', () => {
    expect(unread(run(list({ unread: 3, position: position(7) }), said(6), said(7), said(8)))).toBe(4);
  });

  it('P5: a deletion takes an unread message out of the count once', () => {
    const state = run(list({}), said(1), said(2), gone(3, 1));
    expect(unread(state)).toBe(1);
    expect(uncertainRooms(state)).toEqual([]);
    expect(unread(run(list({}), said(1, { deletedAt: AT }), gone(2, 1)))).toBe(0);
  });

  it('does not count down for a deleted message that was read, was mine, or was in a thread', () => {
    const base = list({ unread: 2, position: position(9), lastReadId: message(5).id });
    expect(unread(run(base, gone(10, 4)))).toBe(2);
    expect(unread(run(base, gone(10, 8, { userId: 'ada' })))).toBe(2);
    expect(unread(run(base, gone(10, 8, { threadId: 'm1' })))).toBe(2);
  });

  it('guesses by age what a deletion in the server’s count took away, and asks to be told', () => {
    const state = run(list({ unread: 2, position: position(9), lastReadId: message(5).id }), gone(10, 8));
    expect(unread(state)).toBe(1);
    expect(uncertainRooms(state)).toEqual(['r1']);
  });

  it('reading leaves what came after, whichever of the two events is first', () => {
    const readFirst = run(list({}), said(1), said(2), read(1, 2, 0), said(3));
    const readLater = run(list({}), said(1), said(2), said(3), read(1, 2, 0));
    expect([unread(readFirst), unread(readLater)]).toEqual([1, 1]);
    expect(uncertainRooms(readLater)).toEqual([]);
  });

  it('reading elsewhere counts when the message comes here', () => {
    const ahead = run(list({}), said(1), read(1, 2, 0));
    expect(uncertainRooms(ahead)).toEqual(['r1']);
    const met = [said(2), said(3)].reduce(projectRooms, ahead);
    expect(unread(met)).toBe(1);
    expect(uncertainRooms(met)).toEqual([]);
  });

  it('a fresh count at a position replaces the one before it, and keeps what came since', () => {
    const state = run(list({ unread: 9 }), said(1), said(2), said(3), {
      kind: 'room',
      room: room('r1', { unread: 1, position: position(2) }),
    });
    expect(unread(state)).toBe(2);
  });

  it('counts no event twice that a fresh count ran ahead of', () => {
    const recount: RoomsInput = { kind: 'room', room: room('r1', { unread: 3, position: position(3) }) };
    expect(unread(run(list({}), said(1), recount, said(2), said(3), said(4)))).toBe(4);
  });

  describe('what names me', () => {
    const naming = (all?: 'room' | 'here', users: string[] = []) => ({
      mentions: { users, names: users, ...(all === undefined ? {} : { all }) },
    });
    const mentions = (state: RoomsState) => roomList(state).find(({ id }) => id === 'r1')?.mentions;
    const edited = (seq: number, of: number, more: Parameters<typeof message>[1]) =>
      shared(seq, 'chat:updated', message(of, { editedAt: AT, ...more }));

    it('is counted in threads too, not what I say, nor what names others', () => {
      const state = run(
        list({ mentions: 2, unread: 2 }),
        said(1, naming(undefined, ['ada'])),
        said(2, { ...naming(undefined, ['ada']), threadId: 'm1' }),
        said(3, { ...naming('room'), userId: 'ada' }),
        said(4, naming(undefined, ['eve'])),
        said(5, naming('room')),
      );
      expect([mentions(state), unread(state)]).toEqual([5, 5]);
    });

    it('P5: follows edits and deletions of what came since', () => {
      const state = run(
        list({}),
        said(1, naming(undefined, ['ada'])),
        said(2),
        edited(3, 1, {}),
        edited(4, 2, naming('room')),
      );
      expect(mentions(state)).toBe(1);
      expect(mentions(projectRooms(state, gone(5, 2)))).toBe(0);
      expect(uncertainRooms(state)).toEqual([]);
    });

    it('is asked for where an edit or a deletion may have changed the server’s count', () => {
      const base = list({ unread: 3, mentions: 1, position: position(9), lastReadId: message(5).id });
      expect(uncertainRooms(run(base, edited(10, 8, {})))).toEqual(['r1']);
      expect(uncertainRooms(run(base, gone(10, 8, { threadId: 'm1' })))).toEqual(['r1']);
      expect(uncertainRooms(run(base, edited(10, 4, naming('room'))))).toEqual([]);
      const none = list({ unread: 3, mentions: 0, position: position(9), lastReadId: message(5).id });
      expect(uncertainRooms(run(none, edited(10, 8, {})))).toEqual([]);
    });

    it('a call to those who are there is for me when it comes as it is said; else the server knows', () => {
      const here = said(1, naming('here'));
      if (here.kind !== 'event') throw new Error('not an event');
      const [live, caughtUp] = [run(list({}), { ...here, live: true }), run(list({}), here)];
      expect([mentions(live), uncertainRooms(live)]).toEqual([1, []]);
      expect([mentions(caughtUp), uncertainRooms(caughtUp)]).toEqual([0, ['r1']]);
    });

    it('is gone with reading, and back with marking unread', () => {
      const state = run(list({}), said(1, naming('room')), said(2, naming('room')), said(3));
      expect(mentions(projectRooms(state, read(1, 2, 1)))).toBe(0);
      const marked = projectRooms(
        projectRooms(state, read(1, 3, 0)),
        mine(2, 'chat:marked-unread', {
          roomId: 'r1',
          messageId: message(2).id,
          lastReadId: message(1).id,
          unread: 2,
          mentions: 1,
        }),
      );
      expect(roomList(marked)[0]).toMatchObject({
        mentions: 1,
        unread: 2,
        lastReadId: message(1).id,
        markedUnread: true,
      });
      expect(roomList(projectRooms(marked, read(3, 3, 0)))[0]).not.toHaveProperty('markedUnread');
      // The count came without a place in the room: it is asked for once more.
      expect(uncertainRooms(marked)).toEqual(['r1']);
    });
  });

  it('orders rooms by their last message', () => {
    const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`;
    const before = run(list({ lastMessageAt: at(2) }, { lastMessageAt: at(3) }));
    expect(roomList(before).map(({ id }) => id)).toEqual(['r2', 'r1']);
    const after = projectRooms(before, said(1, { createdAt: at(4) }));
    expect(roomList(after).map(({ id }) => id)).toEqual(['r1', 'r2']);
  });

  it('P10: the last message is the one of the highest seq, whatever the clock of its node said', () => {
    const early = '2025-12-31T23:50:00.000Z';
    const [last] = roomList(run(list({}), said(1), said(2, { createdAt: early })));
    expect(last?.lastMessageAt).toBe(early);
  });

  it('follows my own coming and going', () => {
    const joined = mine(1, 'room:joined', { roomId: 'r2', user: member('ada'), room: room('r2') });
    expect(
      roomList(run(list({}), joined))
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['r1', 'r2']);
    for (const type of ['room:left', 'room:removed']) {
      expect(roomList(run(list({}), mine(1, type, { roomId: 'r1', userId: 'ada' })))).toEqual([]);
    }
  });

  it('follows others’ coming and going, and the room’s own changes', () => {
    const [now] = roomList(
      run(
        list({ unread: 1, position: position(1) }),
        shared(2, 'room:joined', { roomId: 'r1', user: member('eve') }),
        shared(3, 'room:joined', { roomId: 'r1', user: member('joe') }),
        shared(4, 'room:left', { roomId: 'r1', userId: 'eve' }),
        shared(5, 'room:updated', { roomId: 'r1', member: { userId: 'ada', roomRole: 'moderator' } }),
      ),
    );
    expect(now).toMatchObject({ memberCount: 3, unread: 1, myRole: 'moderator' });
    const {
      unread: _u,
      lastReadId: _l,
      myRole: _r,
      position: _p,
      ...everybodys
    } = room('r1', { name: 'renamed' });
    const [renamed] = roomList(
      run(list({ unread: 1 }), shared(1, 'room:updated', { roomId: 'r1', room: everybodys })),
    );
    expect(renamed).toMatchObject({ name: 'renamed', unread: 1, myRole: 'member' });
  });

  it('keeps a bounded memory of a busy room and still counts right', () => {
    const many = Array.from({ length: 1_200 }, (_, index) => said(index + 1));
    const state = run(list({}), ...many);
    expect(unread(state)).toBe(1_200);
    expect(state.entries.r1?.unread.since.length).toBeLessThanOrEqual(500);
    expect(unread(projectRooms(state, read(1, 1_100, 100)))).toBe(100);
  });

  it('P10: a mute of mine comes and goes, and what everybody is told of the room leaves it alone', () => {
    const muted = { until: null, reason: 'flood' };
    const state = run(list({}), mine(1, 'room:muted', { roomId: 'r1', muted }));
    expect(roomList(state)).toEqual(roomList(run(list({ muted }))));
    const {
      myRole: _,
      unread: _u,
      lastReadId: _l,
      position: _p,
      ...everybodys
    } = room('r1', { name: 'renamed' });
    const told = projectRooms(state, shared(1, 'room:updated', { roomId: 'r1', room: everybodys }));
    expect(roomList(told)[0]).toMatchObject({ name: 'renamed', muted });
    const lifted = projectRooms(state, mine(2, 'room:muted', { roomId: 'r1', muted: null }));
    expect(roomList(lifted)).toEqual(roomList(run(list({}))));
    expect(projectRooms(state, mine(2, 'room:muted', { roomId: 'elsewhere', muted }))).toBe(state);
  });
});
