/** The order of the sidebar. */
import type { Room } from '@parley/contract/features/chat/model';
import { expect, test } from 'vitest';
import { neighbour, sectionsOf, unreadTotal } from './sidebar-model.ts';

function room(id: string, name: string, extra: Partial<Room> = {}): Room {
  return {
    id,
    name,
    topic: '',
    permissions: { post: 'member', invite: 'member', pin: 'member', mentionAll: 'member', upload: 'member' },
    slowModeSeconds: 0,
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

test('the neighbour goes round at both ends', () => {
  const sections = sectionsOf(latestFirst, 'en');
  expect(neighbour(sections, '1', -1)?.id).toBe('9');
  expect(neighbour(sections, '9', 1)?.id).toBe('1');
});

test('from nowhere, down leads to the first and up to the last', () => {
  const sections = sectionsOf(latestFirst, 'en');
  expect(neighbour(sections, undefined, 1)?.id).toBe('1');
  expect(neighbour(sections, undefined, -1)?.id).toBe('9');
  expect(neighbour({ rooms: [], direct: [] }, undefined, 1)).toBeUndefined();
});

test('unread messages are summed over all rooms but the one that is being read', () => {
  const rooms = [room('1', 'a', { unread: 2 }), room('2', 'b'), room('3', 'c', { unread: 5 })];
  expect(unreadTotal(rooms, null)).toBe(7);
  expect(unreadTotal(rooms, '3')).toBe(2);
});
