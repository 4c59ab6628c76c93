import { expect, test } from 'vitest';
import { auditQuery, auditSearch } from './audit-filter.ts';

test('an address says what it is narrowed to, and nothing that can’t be', () => {
  expect(auditSearch({ actor: 'a-1', action: 'chat:ban', from: '2026-03-01', room: 42 })).toEqual({
    actor: 'a-1',
    action: 'chat:ban',
    from: '2026-03-01',
    room: '42',
  });
  expect(auditSearch({ actor: 'a b', from: 'yesterday', until: '2026-3-1', else: 'x', target: '' })).toEqual(
    {},
  );
});

test('days are whole days where the reader is', () => {
  const { after, before } = auditQuery({ from: '2026-03-01', until: '2026-03-01' });
  expect(after).toBe(new Date(2026, 2, 1).toISOString());
  expect(before).toBe(new Date(2026, 2, 2).toISOString());
  expect(auditQuery({ room: 'r', actor: 'a' })).toEqual({ roomId: 'r', actor: 'a' });
});
