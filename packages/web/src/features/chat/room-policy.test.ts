/** What the interface offers in a room. */
import { expect, test } from 'vitest';
import {
  isSlowed,
  mayChangePermissions,
  mayChangeRoom,
  mayCreateRooms,
  mayDelete,
  mayInvite,
  mayPost,
  mayRemove,
  maySetRoles,
  mayUpload,
  type Standing,
} from './room-policy.ts';

const open = {
  post: 'member',
  invite: 'member',
  pin: 'member',
  mentionAll: 'member',
  upload: 'member',
} as const;
const plain = { visibility: 'public', serverRole: 'member', permissions: open, archived: false } as const;
const owner: Standing = { ...plain, roomRole: 'owner' };
const moderator: Standing = { ...plain, roomRole: 'moderator' };
const member: Standing = { ...plain, roomRole: 'member' };
const direct: Standing = { ...plain, visibility: 'direct', roomRole: 'owner' };
const closed = { ...open, post: 'moderator', invite: 'moderator' } as const;

test('everybody deletes their own messages, moderators of the room or the server those of others too', () => {
  expect(mayDelete(member, true)).toBe(true);
  expect(mayDelete(member, false)).toBe(false);
  expect(mayDelete(moderator, false)).toBe(true);
  expect(mayDelete({ ...member, serverRole: 'moderator' }, false)).toBe(true);
});

test('a direct room has fixed members and nothing to change', () => {
  expect(mayInvite(direct)).toBe(false);
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
  expect(mayInvite({ ...member, visibility: 'private', permissions: closed })).toBe(false);
  expect(mayInvite({ ...moderator, visibility: 'private', permissions: closed })).toBe(true);
  expect(mayInvite(member)).toBe(true);
  expect(mayInvite({ ...member, serverRole: 'guest' })).toBe(false);
});

test('guests create no rooms', () => {
  expect(mayCreateRooms({ role: 'member' })).toBe(true);
  expect(mayCreateRooms({ role: 'guest' })).toBe(false);
});

test('where it is read-only or archived, fewer or none may post, and the pace holds for members', () => {
  expect([member, moderator].map((who) => mayPost({ ...who, permissions: closed }))).toEqual([false, true]);
  expect([member, owner].map((who) => mayPost({ ...who, archived: true }))).toEqual([false, false]);
  expect([member, moderator].map((who) => mayUpload({ ...who, permissions: closed }))).toEqual([false, true]);
  expect(mayUpload({ ...member, permissions: { ...member.permissions, upload: 'moderator' } })).toBe(false);
  expect([member, moderator].map(isSlowed)).toEqual([true, false]);
  expect([moderator, owner].map(mayChangePermissions)).toEqual([false, true]);
});
