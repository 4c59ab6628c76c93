/** The order of the sidebar. */
import type { Room } from '@parley/contract/features/chat/model';
import { expect, test } from 'vitest';
import { neighbour, nextWaiting, sectionsOf, unreadTotal } from './sidebar-model.ts';

function room(id: string, name: string, extra: Partial<Room> = {}): Room {
  return {
    id,
    name,
    topic: '',
    permissions: { post: 'member', invite: 'member', pin: 'member', mentionAll: 'member', upload: 'member' },
    slowModeSeconds: 0,
    linkPreviews: true,
    archivedAt: null,
    description: '',
    visibility: 'public',
    createdBy: 'o',
    createdAt: '2026-01-01T00:00:00.000Z',
    memberCount: 1,
    lastMessageAt: null,
    ...extra,
  };
}

const latestFirst = [
  room('3', 'Zebra'),
  room('9', 'ada', { visibility: 'direct' }),
  room('1', 'apple'),
  room('2', 'Room 10'),
  room('4', 'Room 9'),
];

test('rooms stand by name whoever spoke last; direct rooms keep the latest first', () => {
  const { rooms, direct } = sectionsOf(latestFirst, 'en');
  expect(rooms.map(({ name }) => name)).toEqual(['apple', 'Room 9', 'Room 10', 'Zebra']);
  expect(direct.map(({ id }) => id)).toEqual(['9']);
});

test('the next room where something waits goes round, and is never the one that is open', () => {
  const rooms = [room('1', 'a', { unread: 2 }), room('2', 'b'), room('3', 'c', { unread: 1 })];
  const sections = sectionsOf(rooms, 'en');
  expect(nextWaiting(sections, '1', 0)?.id).toBe('3');
  expect(nextWaiting(sections, '3', 0)?.id).toBe('1');
  expect(nextWaiting(sections, undefined, 0)?.id).toBe('1');
  expect(nextWaiting(sectionsOf(rooms.slice(0, 2), 'en'), '1', 0)).toBeUndefined();
});

test('the neighbour goes round at both ends', () => {
  const sections = sectionsOf(latestFirst, 'en');
  expect(neighbour(sections, '1', -1)?.id).toBe('9');
  expect(neighbour(sections, '9', 1)?.id).toBe('1');
});

test('from nowhere, down leads to the first and up to the last', () => {
  const sections = sectionsOf(latestFirst, 'en');
  expect(neighbour(sections, undefined, 1)?.id).toBe('1');
  expect(neighbour(sections, undefined, -1)?.id).toBe('9');
  expect(neighbour(sectionsOf([], 'en'), undefined, 1)).toBeUndefined();
});

test('unread messages are summed over all rooms but the one that is being read', () => {
  const rooms = [room('1', 'a', { unread: 2 }), room('2', 'b'), room('3', 'c', { unread: 5 })];
  expect(unreadTotal(rooms, null, 0)).toBe(7);
  expect(unreadTotal(rooms, '3', 0)).toBe(2);
});

test('favourites and categories come first, each room once, and what is archived is not there', () => {
  const preferences = { favourite: false, categoryId: null, mute: null, version: 1 };
  const mine = [
    room('1', 'a', { myPreferences: { ...preferences, favourite: true, categoryId: 'c1' } }),
    room('2', 'b', { myPreferences: { ...preferences, categoryId: 'c1' } }),
    room('3', 'c', { myPreferences: { ...preferences, categoryId: 'gone' } }),
    room('4', 'd', { archivedAt: '2026-01-01T00:00:00.000Z' }),
    room('5', '', { visibility: 'direct', myPreferences: { ...preferences, categoryId: 'c1' } }),
  ];
  const work = { id: 'c1', name: 'Work' };
  const sections = sectionsOf(mine, 'en', [work, { id: 'c2', name: 'Empty' }]);
  const ids = (rooms: readonly Room[]) => rooms.map(({ id }) => id);
  expect(ids(sections.favourites)).toEqual(['1']);
  expect(sections.categories.map(({ rooms }) => ids(rooms))).toEqual([['2', '5'], []]);
  expect([ids(sections.rooms), ids(sections.direct)]).toEqual([['3'], []]);
  expect(neighbour(sections, '1', 1)?.id).toBe('2');
});

test('a muted room counts what mentions me only, an archived one nothing', () => {
  const mute = { level: 'all', until: null } as const;
  const muted = { favourite: false, categoryId: null, mute, version: 1 };
  const rooms = [
    room('1', 'a', { unread: 5, mentions: 2, myPreferences: muted }),
    room('2', 'b', { unread: 3, archivedAt: '2026-01-01T00:00:00.000Z' }),
    room('3', 'c', { unread: 1 }),
  ];
  expect(unreadTotal(rooms, null, 0)).toBe(3);
});
