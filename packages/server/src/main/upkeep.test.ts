import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { expect, it } from 'vitest';
import type { Log } from '../kernel/index.ts';
import type { Logger } from '../platform/logging.ts';
import { keepLogTrimmed } from './upkeep.ts';

const TEN_MINUTES = 600_000;
const KEEP = { keepEvents: 10, keepBytes: 1000, keepMs: 5000, dataDir: '', databaseUrl: undefined };

/** When it was each time something was forgotten. */
function upkeep(clock: ManualClock) {
  const trimmed: number[] = [];
  const log: Pick<Log, 'trim'> = {
    trim: async ({ now }) => {
      trimmed.push(now);
      return 0;
    },
  };
  const stop = keepLogTrimmed(log, KEEP, clock, silent);
  return { trimmed, stop };
}

const silent: Logger = { info() {}, warn() {}, error() {} };

it('forgets every ten minutes, until it is stopped', async () => {
  const clock = new ManualClock();
  const began = clock.now();
  const { trimmed, stop } = upkeep(clock);
  await clock.advance(2 * TEN_MINUTES);
  stop();
  await clock.advance(TEN_MINUTES);
  expect(trimmed).toEqual([began + TEN_MINUTES, began + 2 * TEN_MINUTES]);
});

it('P3 P4: a clock that jumps ahead lets nothing be forgotten early, nor one that jumps back', async () => {
  const clock = new ManualClock();
  const began = clock.now();
  const { trimmed, stop } = upkeep(clock);
  clock.jump(48 * 3_600_000);
  await clock.advance(TEN_MINUTES);
  clock.jump(-96 * 3_600_000);
  await clock.advance(TEN_MINUTES);
  stop();
  expect(trimmed).toEqual([began + TEN_MINUTES, began + 2 * TEN_MINUTES - 48 * 3_600_000]);
});
