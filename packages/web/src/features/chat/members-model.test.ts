/** Who stands where in the list of members. */
import type { Member } from '@parley/contract/features/chat/model';
import { expect, test } from 'vitest';
import { groupsOf, united } from './members-model.ts';

function member(id: string, displayName: string, status: Member['status'] = 'offline'): Member {
  return {
    id,
    username: id,
    displayName,
    role: 'member',
    avatarUrl: null,
    status,
    lastSeenAt: null,
    roomRole: 'member',
    joinedAt: '2026-01-01T00:00:00.000Z',
  };
}

test('whoever is there comes first, each group by name', () => {
  const members = [
    member('1', 'Zoe', 'online'),
    member('2', 'ada'),
    member('3', 'Ben', 'away'),
    member('4', 'Émile'),
  ];
  const { here, away } = groupsOf(members, {}, 'en');
  expect(here.map((one) => one.member.displayName)).toEqual(['Ben', 'Zoe']);
  expect(away.map((one) => one.member.displayName)).toEqual(['ada', 'Émile']);
});

test('live presence wins over what the list said', () => {
  const presence = { '1': { status: 'online', lastSeenAt: null } } as const;
  expect(groupsOf([member('1', 'Ada')], presence, 'en').here).toHaveLength(1);
});

test('a member in both lists stands there once, as the live one has them', () => {
  const fetched = [member('1', 'Ada'), member('2', 'Ben')];
  const live = [{ ...member('1', 'Ada'), roomRole: 'owner' as const }];
  expect(united(live, fetched).map(({ id, roomRole }) => [id, roomRole])).toEqual([
    ['1', 'owner'],
    ['2', 'member'],
  ]);
});
