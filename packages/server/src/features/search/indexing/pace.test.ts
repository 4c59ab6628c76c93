/** Indexing gives way: for as long as its steps took, and on while others keep the process busy. */
import { describe, expect, test } from 'vitest';
import { Pace } from './pace.ts';

/** What is waited for, where the load is as told: before the first pause, and after each. */
function paceOf(loads: readonly number[]) {
  const waited: number[] = [];
  let asked = 0;
  const clock = {
    after: (delayMs: number, run: () => void) => {
      waited.push(delayMs);
      run();
      return () => undefined;
    },
  };
  return { pace: new Pace(clock, () => loads[asked++] ?? 1), waited };
}

const always = () => true;

describe('after a full step it waits', () => {
  test.each([
    ['as long as that took', 17, [1, 0.2], [17]],
    ['long enough to tell how busy it is', 0.4, [1, 0.2], [10]],
    ['not longer than helps', 900, [1, 0.2], [50]],
    ['over again while others keep it busy', 17, [0, 0.9, 0.3, 0.29], [17, 50, 50]],
    ['and at last no more', 17, [], [17, 50, 50, 50, 50, 50, 50, 50, 50, 50]],
  ])('%s', async (_, tookMs, loads, expected) => {
    const { pace, waited } = paceOf(loads);
    await pace.after({ messages: 100, tookMs }, always);
    expect(waited).toEqual(expected);
  });

  test('unless it is to stop', async () => {
    const { pace, waited } = paceOf([]);
    await pace.after({ messages: 100, tookMs: 17 }, () => false);
    expect(waited).toEqual([17]);
  });
});

test('short steps are as one that took as long as all of them', async () => {
  const { pace, waited } = paceOf([1, 0, 1, 0]);
  for (let step = 0; step < 19; step += 1) await pace.after({ messages: 1, tookMs: 3 }, always);
  expect(waited).toEqual([30]);
  await pace.after({ messages: 1, tookMs: 3 }, always);
  expect(waited).toEqual([30, 30]);
});
