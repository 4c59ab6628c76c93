/** The rules as tables: each row is somebody and what they may do. */
import type { RoomAction, RoomRole } from '@parley/contract/features/chat/model';
import { describe, expect, it } from 'vitest';
import { usualPermissions } from './permissions.ts';
import {
  isSlowed,
  mayArchive,
  mayChangePermissions,
  mayChangeRoom,
  mayCreateRooms,
  mayDelete,
  mayEdit,
  mayEnter,
  mayInvite,
  mayMentionAll,
  mayPin,
  mayPost,
  mayReact,
  mayRead,
  mayRemove,
  maySetRoles,
  mayUpload,
  type Standing,
} from './policy.ts';

function standing(
  visibility: Standing['visibility'],
  roomRole: RoomRole | null,
  serverRole: Standing['serverRole'],
  more: Partial<Standing> = {},
): Standing {
  return {
    visibility,
    roomRole,
    serverRole,
    permissions: usualPermissions(visibility),
    archived: false,
    ...more,
  };
}

type Row = [Standing['visibility'], RoomRole | null, Standing['serverRole'], string];

/** What each may do, as letters: r(ead) e(nter) p(ost) c(hange) i(nvite) s(et roles) d(elete others’ messages). */
const TABLE: readonly Row[] = [
  ['public', null, 'guest', ''],
  ['public', null, 'member', 're'],
  ['public', null, 'moderator', 'red'],
  ['public', null, 'admin', 'recisd'],
  ['public', null, 'owner', 'recisd'],
  ['public', 'member', 'guest', 'rp'],
  ['public', 'member', 'member', 'repi'],
  ['public', 'moderator', 'member', 'repcid'],
  ['public', 'owner', 'member', 'repcisd'],
  ['private', null, 'member', ''],
  ['private', 'member', 'guest', 'rp'],
  ['private', 'member', 'member', 'rp'],
  ['private', 'member', 'admin', 'rpcisd'],
  ['private', 'moderator', 'member', 'rpcid'],
  ['private', 'owner', 'member', 'rpcisd'],
  ['direct', null, 'member', ''],
  ['direct', 'member', 'member', 'rp'],
  ['direct', 'member', 'guest', 'rp'],
];

const RULES: readonly [string, (who: Standing) => boolean][] = [
  ['r', mayRead],
  ['e', mayEnter],
  ['p', mayPost],
  ['c', mayChangeRoom],
  ['i', mayInvite],
  ['s', maySetRoles],
  ['d', (who) => mayDelete(who, false)],
];

describe('what somebody may do', () => {
  it.each(TABLE)('%s room, %s there, %s of the server: %s', (visibility, roomRole, serverRole, expected) => {
    const who = standing(visibility, roomRole, serverRole);
    const allowed = RULES.filter(([, may]) => may(who)).map(([letter]) => letter);
    expect(allowed.join('')).toBe(expected);
  });

  it.each<[RoomRole, Standing['serverRole'], RoomRole[]]>([
    ['member', 'member', []],
    ['moderator', 'member', ['member']],
    ['owner', 'member', ['member', 'moderator']],
    ['member', 'admin', ['member', 'moderator', 'owner']],
  ])('a %s (%s of the server) takes out: %j', (roomRole, serverRole, expected) => {
    const roles: RoomRole[] = ['member', 'moderator', 'owner'];
    expect(roles.filter((target) => mayRemove(standing('private', roomRole, serverRole), target))).toEqual(
      expected,
    );
    expect(roles.filter((target) => mayRemove(standing('direct', roomRole, serverRole), target))).toEqual([]);
  });

  it('everybody deletes their own messages; guests make no rooms', () => {
    expect(mayDelete(standing('direct', 'member', 'guest'), true)).toBe(true);
    expect(mayCreateRooms('guest')).toBe(false);
    expect(mayCreateRooms('member')).toBe(true);
  });
});

/** Who reaches a permission: [standing in the room, role on the server, what the room asks, whether]. */
const REACH: readonly [RoomRole | null, Standing['serverRole'], RoomRole, boolean][] = [
  ['member', 'member', 'member', true],
  ['member', 'member', 'moderator', false],
  ['moderator', 'member', 'moderator', true],
  ['moderator', 'member', 'owner', false],
  ['owner', 'member', 'owner', true],
  ['member', 'moderator', 'moderator', false],
  ['member', 'admin', 'owner', true],
  [null, 'member', 'member', false],
];

describe('what a room keeps to some', () => {
  const GUARDED: readonly [RoomAction, (who: Standing) => boolean][] = [
    ['post', mayPost],
    ['invite', mayInvite],
    ['pin', mayPin],
    ['mentionAll', mayMentionAll],
    ['upload', mayUpload],
  ];

  it.each(REACH)('a %s there, %s of the server, where it takes a %s: %s', (role, server, least, allowed) => {
    for (const [action, may] of GUARDED) {
      const permissions = { ...usualPermissions('public'), [action]: least };
      expect([action, may(standing('public', role, server, { permissions }))]).toEqual([action, allowed]);
    }
  });

  it('where few may post, nobody else mentions everybody or uploads; answering in passing and correcting stay', () => {
    const permissions = { ...usualPermissions('public'), post: 'moderator' } as const;
    const who = standing('public', 'member', 'member', { permissions });
    expect([mayMentionAll(who), mayUpload(who), mayPin(who)]).toEqual([false, false, true]);
    expect([mayReact(who), mayEdit(who, true), mayEdit(who, false)]).toEqual([true, true, false]);
  });

  it('archived, nothing is added by anybody, and its owner brings it back', () => {
    const who = standing('public', 'owner', 'admin', { archived: true });
    for (const [, may] of GUARDED) expect(may(who)).toBe(false);
    expect([mayReact(who), mayEdit(who, true), mayChangePermissions(who)]).toEqual([false, false, false]);
    expect([mayRead(who), mayArchive(who), mayDelete(who, false)]).toEqual([true, true, true]);
  });

  it('owners say who may do what; moderators look after the pace, which is not theirs to keep', () => {
    const [member, moderator, owner] = (['member', 'moderator', 'owner'] as const).map((role) =>
      standing('public', role, 'member'),
    );
    if (!member || !moderator || !owner) throw new Error('three standings');
    expect([member, moderator, owner].map(mayChangePermissions)).toEqual([false, false, true]);
    expect([member, moderator, owner].map(mayArchive)).toEqual([false, false, true]);
    expect([member, moderator, owner].map(isSlowed)).toEqual([true, false, false]);
    expect(mayArchive(standing('direct', 'owner', 'owner'))).toBe(false);
  });
});
