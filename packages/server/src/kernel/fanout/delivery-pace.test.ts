import { describe, expect, it } from 'vitest';
import type { Clock } from '../ports/clock.ts';
import { DeliveryPace } from './delivery-pace.ts';

/** A node that is busy: time passes while it delivers, and timers run after that. */
function busyNode() {
  let elapsed = 1_000;
  const timers = new Set<() => void>();
  const clock: Clock = {
    now: () => elapsed,
    monotonic: () => elapsed,
    after: (_ms, run) => {
      timers.add(run);
      return () => timers.delete(run);
    },
  };
  const pace = new DeliveryPace(clock, 20);
  const passes = (ms: number) => {
    elapsed += ms;
  };
  return {
    pace,
    timers,
    passes,
    delivers: (size: number, tookMs: number) => {
      pace.delivering(size);
      passes(tookMs);
      for (const run of [...timers]) {
        timers.delete(run);
        run();
      }
    },
  };
}

describe('the pace of a channel', () => {
  it('F2: is a window after the last delivery for what comes right after something else', () => {
    const { pace, passes, delivers } = busyNode();
    expect(pace.offered(1)).toBeLessThanOrEqual(0);
    delivers(1, 1);
    passes(4);
    expect(pace.offered(1)).toBe(15);
    passes(9);
    expect(pace.offered(2)).toBe(6);
    passes(10);
    expect(pace.offered(3)).toBeLessThanOrEqual(0);
  });

  it('F2: lets a long delivery be followed by half as long a breath, unless all are there', () => {
    const { pace, passes, delivers } = busyNode();
    pace.offered(64);
    delivers(64, 30);
    passes(5);
    expect(pace.offered(32)).toBe(10);
    expect(pace.offered(63)).toBe(10);
    expect(pace.offered(64)).toBe(0);
  });

  it('F2: forgets how many there once were', () => {
    const { pace, passes, delivers } = busyNode();
    delivers(64, 30);
    for (let n = 0; n < 16; n += 1) delivers(2, 30);
    passes(5);
    expect(pace.offered(1)).toBe(10);
    expect(pace.offered(2)).toBe(0);
  });

  it('F2: gives what is no event the window alone', () => {
    const { pace, passes, delivers } = busyNode();
    delivers(1, 30);
    expect(pace.windowLeftMs).toBeLessThanOrEqual(0);
    pace.delivering(0);
    passes(3);
    expect(pace.windowLeftMs).toBe(17);
  });

  it('leaves no timer behind when its channel closes', () => {
    const { pace, timers } = busyNode();
    pace.delivering(1);
    expect(timers.size).toBe(1);
    pace.stop();
    expect(timers.size).toBe(0);
  });
});
