/** What the interface offers in a room. */
import { expect, test } from 'vitest';
import {
  mayAddMembers,
  mayChangeRoom,
  mayCreateRooms,
  mayDelete,
  mayRemove,
  maySetRoles,
  type Standing,
} from './room-policy.ts';

const owner: Standing = { visibility: 'public', roomRole: 'owner', serverRole: 'member' };
const moderator: Standing = { visibility: 'public', roomRole: 'moderator', serverRole: 'member' };
const member: Standing = { visibility: 'public', roomRole: 'member', serverRole: 'member' };
const direct: Standing = { visibility: 'direct', roomRole: 'owner', serverRole: 'member' };

test('everybody deletes their own messages, moderators of the room or the server those of others too', () => {
  expect(mayDelete(member, true)).toBe(true);
  expect(mayDelete(member, false)).toBe(false);
  expect(mayDelete(moderator, false)).toBe(true);
  expect(mayDelete({ ...member, serverRole: 'moderator' }, false)).toBe(true);
});

test('a direct room has fixed members and nothing to change', () => {
  expect(mayAddMembers(direct)).toBe(false);
  expect(mayRemove(direct, 'member')).toBe(false);
  expect(mayChangeRoom(direct)).toBe(false);
});

test('only owners change standings', () => {
  expect(maySetRoles(owner)).toBe(true);
  expect(maySetRoles(moderator)).toBe(false);
});

test('one removes only those who rank below oneself', () => {
  expect(mayRemove(owner, 'moderator')).toBe(true);
  expect(mayRemove(owner, 'owner')).toBe(false);
  expect(mayRemove(moderator, 'member')).toBe(true);
  expect(mayRemove(moderator, 'moderator')).toBe(false);
  expect(mayRemove(member, 'member')).toBe(false);
});

test('an administrator of the server stands above every room’s owner', () => {
  expect(mayRemove({ ...member, serverRole: 'admin' }, 'owner')).toBe(true);
});

test('bringing people into a private room takes a standing in it, into a public one membership, and guests bring nobody', () => {
  expect(mayAddMembers({ ...member, visibility: 'private' })).toBe(false);
  expect(mayAddMembers({ ...moderator, visibility: 'private' })).toBe(true);
  expect(mayAddMembers(member)).toBe(true);
  expect(mayAddMembers({ ...member, serverRole: 'guest' })).toBe(false);
});

test('guests create no rooms', () => {
  expect(mayCreateRooms({ role: 'member' })).toBe(true);
  expect(mayCreateRooms({ role: 'guest' })).toBe(false);
});
