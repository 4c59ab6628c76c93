/** Indexing gives way: for as long as a step took, and on while others keep the process busy. */
import { expect, test } from 'vitest';
import { giveWay } from './pace.ts';

/** What is waited for, where the load is as told: before the first pause, and after each. */
async function pausesOf(tookMs: number, loads: readonly number[], goesOn = () => true) {
  const waited: number[] = [];
  let asked = 0;
  const clock = {
    after: (delayMs: number, run: () => void) => {
      waited.push(delayMs);
      run();
      return () => undefined;
    },
  };
  const load = () => loads[asked++] ?? 1;
  await giveWay({ clock, load, goesOn }, tookMs);
  return waited;
}

test.each([
  ['as long as the step took', 17, [1, 0.2], [17]],
  ['long enough to tell how busy it is', 0.4, [1, 0.2], [10]],
  ['not longer than helps', 900, [1, 0.2], [50]],
  ['over again while others keep it busy', 17, [0, 0.9, 0.3, 0.29], [17, 50, 50]],
  ['and at last no more', 17, [], [17, 50, 50, 50, 50, 50, 50, 50, 50, 50]],
])('%s', async (_, tookMs, loads, expected) => {
  expect(await pausesOf(tookMs, loads)).toEqual(expected);
});

test('who stops is not waited for', async () => {
  expect(await pausesOf(17, [1, 1, 1], () => false)).toEqual([17]);
});
