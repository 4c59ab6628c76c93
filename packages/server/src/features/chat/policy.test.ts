/** The rules as tables: each row is somebody and what they may do. */
import type { RoomRole } from '@parley/contract/features/chat/model';
import { describe, expect, it } from 'vitest';
import {
  mayAddMembers,
  mayChangeRoom,
  mayCreateRooms,
  mayDelete,
  mayEnter,
  mayPost,
  mayRead,
  mayRemove,
  maySetRoles,
  type Standing,
} from './policy.ts';

type Row = [Standing['visibility'], RoomRole | null, Standing['serverRole'], string];

/** What each may do, as letters: r(ead) e(nter) p(ost) c(hange) a(dd) s(et roles) d(elete others’ messages). */
const TABLE: readonly Row[] = [
  ['public', null, 'guest', ''],
  ['public', null, 'member', 're'],
  ['public', null, 'moderator', 'red'],
  ['public', null, 'admin', 'recasd'],
  ['public', null, 'owner', 'recasd'],
  ['public', 'member', 'guest', 'rp'],
  ['public', 'member', 'member', 'repa'],
  ['public', 'moderator', 'member', 'repcad'],
  ['public', 'owner', 'member', 'repcasd'],
  ['private', null, 'member', ''],
  ['private', 'member', 'guest', 'rp'],
  ['private', 'member', 'member', 'rp'],
  ['private', 'member', 'admin', 'rpcasd'],
  ['private', 'moderator', 'member', 'rpcad'],
  ['private', 'owner', 'member', 'rpcasd'],
  ['direct', null, 'member', ''],
  ['direct', 'member', 'member', 'rp'],
  ['direct', 'member', 'guest', 'rp'],
];

const RULES: readonly [string, (standing: Standing) => boolean][] = [
  ['r', mayRead],
  ['e', mayEnter],
  ['p', mayPost],
  ['c', mayChangeRoom],
  ['a', mayAddMembers],
  ['s', maySetRoles],
  ['d', (standing) => mayDelete(standing, false)],
];

describe('what somebody may do', () => {
  it.each(TABLE)('%s room, %s there, %s of the server: %s', (visibility, roomRole, serverRole, expected) => {
    const standing = { visibility, roomRole, serverRole };
    const allowed = RULES.filter(([, may]) => may(standing)).map(([letter]) => letter);
    expect(allowed.join('')).toBe(expected);
  });

  it.each<[RoomRole, Standing['serverRole'], RoomRole[]]>([
    ['member', 'member', []],
    ['moderator', 'member', ['member']],
    ['owner', 'member', ['member', 'moderator']],
    ['member', 'admin', ['member', 'moderator', 'owner']],
  ])('a %s (%s of the server) takes out: %j', (roomRole, serverRole, expected) => {
    const roles: RoomRole[] = ['member', 'moderator', 'owner'];
    const standing: Standing = { visibility: 'private', roomRole, serverRole };
    expect(roles.filter((target) => mayRemove(standing, target))).toEqual(expected);
    expect(roles.filter((target) => mayRemove({ ...standing, visibility: 'direct' }, target))).toEqual([]);
  });

  it('everybody deletes their own messages; guests make no rooms', () => {
    expect(mayDelete({ visibility: 'direct', roomRole: 'member', serverRole: 'guest' }, true)).toBe(true);
    expect(mayCreateRooms('guest')).toBe(false);
    expect(mayCreateRooms('member')).toBe(true);
  });
});
