/** What the web makes of slow mode and of muting. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { expect, test } from 'vitest';
import { choiceOf, isMuted, muteOf } from './preferences-model.ts';
import { nextPostAt, secondsLeft } from './slow-model.ts';

const AT = Date.parse('2026-01-01T00:00:00.000Z');
const said = (userId: string, afterMs: number, extra: Partial<ShownMessage> = {}) =>
  ({
    userId,
    type: 'text',
    delivery: 'sent',
    createdAt: new Date(AT + afterMs).toISOString(),
    ...extra,
  }) as ShownMessage;
const slow = { slowModeSeconds: 30 };

test('one waits for one’s own last words only, and nowhere without slow mode', () => {
  const messages = [said('me', 0), said('other', 5_000), said('me', 6_000, { type: 'system' })];
  expect(nextPostAt(messages, slow, 'me')).toBe(AT + 30_000);
  expect(nextPostAt([...messages, said('me', 7_000, { delivery: 'failed' })], slow, 'me')).toBe(AT + 30_000);
  expect(nextPostAt(messages, { slowModeSeconds: 0 }, 'me')).toBeNull();
  expect(nextPostAt([said('other', 0)], slow, 'me')).toBeNull();
});

test('the wait is told in whole seconds, and never more than the interval', () => {
  expect(secondsLeft(AT + 30_000, AT + 500, slow)).toBe(30);
  expect(secondsLeft(AT + 30_000, AT + 29_001, slow)).toBe(1);
  expect(secondsLeft(AT + 30_000, AT + 30_000, slow)).toBe(0);
  expect(secondsLeft(AT + 90_000, AT, slow)).toBe(30);
  expect(secondsLeft(null, AT, slow)).toBe(0);
});

test('a mute ends by itself, and each lasting choice is known again', () => {
  const room = (choice: Parameters<typeof muteOf>[0]) => ({
    myPreferences: { favourite: false, categoryId: null, mute: muteOf(choice, AT), version: 1 },
  });
  expect([isMuted(room('hour'), AT), isMuted(room('hour'), AT + 3_600_000)]).toEqual([true, false]);
  for (const choice of ['off', 'mentions', 'all'] as const) expect(choiceOf(room(choice), AT)).toBe(choice);
  expect([choiceOf(room('day'), AT), choiceOf(room('day'), AT + 86_400_000)]).toEqual([null, 'off']);
  expect(isMuted({}, AT)).toBe(false);
});
