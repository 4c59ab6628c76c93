/** Who stands where in the list of members, and which of them are drawn. */
import type { Member } from '@parley/contract/features/chat/model';
import { expect, test } from 'vitest';
import { HEAD_PX, inSight, MEMBER_PX, type MemberRow, rowsOf, united } from './members-model.ts';

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

const read = (rows: readonly MemberRow[]) =>
  rows.map((row) => (row.kind === 'head' ? `${row.status} ${row.count}` : row.member.displayName));

test('those who are there come first, each group by name with how many it has', () => {
  const members = [
    member('1', 'Zoe', 'online'),
    member('2', 'ada'),
    member('3', 'Ben', 'away'),
    member('4', 'Émile'),
    member('5', 'Abe', 'online'),
    member('6', 'Cem', 'dnd'),
  ];
  expect(read(rowsOf(members, 6, {}, 'en'))).toEqual([
    'online 2',
    'Abe',
    'Zoe',
    'away 1',
    'Ben',
    'dnd 1',
    'Cem',
    'offline 2',
    'ada',
    'Émile',
  ]);
});

test('live presence wins over what the list said', () => {
  const presence = { '1': { status: 'online', lastSeenAt: null } } as const;
  expect(read(rowsOf([member('1', 'Ada')], 1, presence, 'en'))).toEqual(['online 1', 'Ada']);
});

test('those not loaded yet count as offline', () => {
  expect(read(rowsOf([member('1', 'Ada', 'online')], 5_000, {}, 'en'))).toEqual([
    'online 1',
    'Ada',
    'offline 4999',
  ]);
});

test('a member in several lists stands there once, as the last has them; who left in none', () => {
  const fetched = [member('1', 'Ada'), member('2', 'Ben'), member('3', 'Cem')];
  const live = [{ ...member('1', 'Ada'), roomRole: 'owner' as const }];
  expect(united(new Set(['3']), fetched, live).map(({ id, roomRole }) => [id, roomRole])).toEqual([
    ['1', 'owner'],
    ['2', 'member'],
  ]);
});

test('of 5 000 only those in sight are drawn, and the rest keeps its height', () => {
  const members = Array.from({ length: 5_000 }, (_, n) =>
    member(String(n), `P${String(n).padStart(4, '0')}`),
  );
  const rows = rowsOf(members, 5_000, {}, 'en');
  const whole = HEAD_PX + 5_000 * MEMBER_PX;
  for (const top of [0, 1_000, 100_000, whole - 500]) {
    const { first, end, beforePx, afterPx } = inSight(rows, top, top + 500);
    expect(end - first).toBeLessThan(50);
    const drawn = rows
      .slice(first, end)
      .reduce((sum, row) => sum + (row.kind === 'head' ? HEAD_PX : MEMBER_PX), 0);
    expect(beforePx + drawn + afterPx).toBe(whole);
    expect(beforePx).toBeLessThanOrEqual(top);
  }
});
