import { describe, expect, test } from 'vitest';
import { rate, throttle } from './throttle.ts';

function handClock() {
  let ms = 1000;
  return {
    now: () => ms,
    monotonic: () => ms,
    after: () => () => {},
    advance: (by: number) => {
      ms += by;
    },
  };
}
const options = { free: 3, firstDelayMs: 1000, maxDelayMs: 8000, forgetMs: 60_000 };

/** How long the key must wait; 0 when it may try, which then counts as a failure. */
function waitOf(run: () => unknown): number | undefined {
  try {
    run();
    return 0;
  } catch (refused) {
    expect(refused).toMatchObject({ wire: { code: 'RATE_LIMITED', retryable: true } });
    return (refused as { wire: { retryAfterMs?: number } }).wire.retryAfterMs;
  }
}

describe('guessing', () => {
  test('is free a few times, then waits longer each time, up to a bound', () => {
    const clock = handClock();
    const slow = throttle(clock, options);
    const waits: (number | undefined)[] = [];
    for (let n = 0; n < 8; n += 1) {
      let wait = waitOf(() => slow.begin('ada'));
      waits.push(wait);
      if (wait === 0) continue;
      clock.advance((wait ?? 0) - 1);
      expect(waitOf(() => slow.begin('ada'))).toBe(1);
      clock.advance(1);
      wait = waitOf(() => slow.begin('ada'));
      expect(wait).toBe(0);
    }
    expect(waits).toEqual([0, 0, 0, 1000, 2000, 4000, 8000, 8000]);
  });

  test('of one name delays no other', () => {
    const slow = throttle(handClock(), options);
    for (let n = 0; n < 3; n += 1) slow.begin('ada');
    expect(waitOf(() => slow.begin('ada'))).toBe(1000);
    expect(waitOf(() => slow.begin('bob'))).toBe(0);
  });

  test('many at once are all counted before the first is known to be wrong', () => {
    const slow = throttle(handClock(), options);
    const waits = Array.from({ length: 10 }, () => waitOf(() => slow.begin('ada')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
  });

  test('is forgiven by a success, and forgotten after a while', () => {
    const clock = handClock();
    const slow = throttle(clock, options);
    slow.begin('ada');
    slow.begin('ada');
    slow.begin('ada').succeeded(true);
    expect(waitOf(() => slow.begin('ada'))).toBe(0);
    slow.begin('ada');
    slow.begin('ada');
    expect(waitOf(() => slow.begin('ada'))).toBe(1000);
    clock.advance(60_000);
    expect(waitOf(() => slow.begin('ada'))).toBe(0);
  });

  test('a success of an address takes back its own attempt only: a known password is no licence to guess', () => {
    const slow = throttle(handClock(), options);
    slow.begin('192.0.2.1');
    slow.begin('192.0.2.1');
    slow.begin('192.0.2.1').succeeded(false);
    slow.begin('192.0.2.1');
    expect(waitOf(() => slow.begin('192.0.2.1'))).toBe(1000);
  });

  test('of endless names takes bounded memory: the oldest are forgotten', () => {
    const slow = throttle(handClock(), { ...options, free: 1, maxKeys: 2 });
    slow.begin('a');
    slow.begin('b');
    slow.begin('c');
    expect(waitOf(() => slow.begin('a'))).toBe(0);
    expect(waitOf(() => slow.begin('c'))).toBe(1000);
  });

  test('0 means no limit', () => {
    const free = throttle(handClock(), { ...options, free: 0 });
    expect(Array.from({ length: 100 }, () => waitOf(() => free.begin('ada')))).toEqual(Array(100).fill(0));
  });
});

describe('registering', () => {
  test('is limited by address, and the place comes back with time', () => {
    const clock = handClock();
    const limit = rate(clock, { perSecond: 1, burst: 2 });
    limit.take('192.0.2.1');
    limit.take('192.0.2.1');
    expect(waitOf(() => limit.take('192.0.2.1'))).toBe(1000);
    expect(waitOf(() => limit.take('192.0.2.2'))).toBe(0);
    clock.advance(1000);
    expect(waitOf(() => limit.take('192.0.2.1'))).toBe(0);
  });

  test('0 means no limit', () => {
    const limit = rate(handClock(), { perSecond: 0, burst: 1 });
    expect(Array.from({ length: 500 }, () => waitOf(() => limit.take('127.0.0.1')))).toEqual(
      Array(500).fill(0),
    );
  });
});
