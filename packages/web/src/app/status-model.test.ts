/** What people are shown as, and when a status ends. */
import { describe, expect, test } from 'vitest';
import { type ENDINGS, endOf, shownOf } from './status-model.ts';

const NOW = Date.parse('2026-01-01T12:00:00.000Z');
const listed = {
  status: 'offline',
  lastSeenAt: '2026-01-01T10:00:00.000Z',
  customStatus: { text: 'Holiday' },
} as const;

describe('what somebody is shown as', () => {
  test('is what is live, where something is', () => {
    const live = { status: 'away', lastSeenAt: null, text: 'Lunch', emoji: '🍜' } as const;
    expect(shownOf(listed, live, NOW)).toEqual({
      status: 'away',
      lastSeenAt: '2026-01-01T10:00:00.000Z',
      custom: live,
    });
    expect(shownOf(listed, { status: 'online', lastSeenAt: null }, NOW)).not.toHaveProperty('custom');
  });

  test('is what a list said of who is not there', () => {
    expect(shownOf(listed, undefined, NOW)).toMatchObject({ status: 'offline', custom: { text: 'Holiday' } });
    const gone = { status: 'offline', lastSeenAt: '2026-01-01T11:00:00.000Z' } as const;
    expect(shownOf(listed, gone, NOW)).toEqual({ ...gone, custom: { text: 'Holiday' } });
    expect(shownOf(undefined, undefined, NOW)).toEqual({ status: 'offline', lastSeenAt: null });
  });

  test('a status that is over is none', () => {
    const until = '2026-01-01T12:00:00.000Z';
    const live = { status: 'online', lastSeenAt: null, text: 'Lunch', until } as const;
    expect(shownOf(undefined, live, NOW)).not.toHaveProperty('custom');
    expect(shownOf(undefined, live, NOW - 1)).toHaveProperty('custom');
  });
});

describe('when it ends', () => {
  // A Thursday, in this machine's own zone.
  const now = new Date(2026, 0, 1, 12, 0);
  const local = (ending: (typeof ENDINGS)[number]) => {
    const end = endOf(ending, now);
    return end === null ? null : new Date(end);
  };

  test.each([
    ['half', new Date(2026, 0, 1, 12, 30)],
    ['hour', new Date(2026, 0, 1, 13, 0)],
    ['four', new Date(2026, 0, 1, 16, 0)],
    ['today', new Date(2026, 0, 2)],
    ['tomorrow', new Date(2026, 0, 2, 9)],
    ['week', new Date(2026, 0, 5)],
    ['never', null],
  ] as const)('%s', (ending, expected) => {
    expect(local(ending)).toEqual(expected);
  });

  test('a week that is chosen on a Monday ends on the next', () => {
    expect(new Date(endOf('week', new Date(2026, 0, 5, 8)) ?? 0)).toEqual(new Date(2026, 0, 12));
  });
});
