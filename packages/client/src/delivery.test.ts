import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../test/fake-clock.ts';
import { message } from '../test/people.ts';
import { Delivery } from './delivery.ts';

describe('what has come to this device', () => {
  let clock: FakeClock;
  let said: { roomId: string; seq: number }[];
  let mayTell: boolean;
  let delivery: Delivery;

  beforeEach(() => {
    clock = new FakeClock();
    said = [];
    mayTell = true;
    delivery = new Delivery({
      clock,
      say: ({ roomId, seq }) => said.push({ roomId, seq }),
      mayTell: () => mayTell,
    });
  });

  it('is told once a second, of each room the latest', async () => {
    for (const seq of [1, 2, 3]) delivery.came(message(seq), 2);
    delivery.came(message(1, { roomId: 'r2' }), 2);
    expect(said).toEqual([]);
    await clock.advance(1_000);
    expect(said).toEqual([
      { roomId: 'r1', seq: 3 },
      { roomId: 'r2', seq: 1 },
    ]);
    await clock.advance(5_000);
    expect(said).toHaveLength(2);
  });

  it('of many rooms a few a second', async () => {
    for (let n = 0; n < 45; n += 1) delivery.came(message(1, { roomId: `r${n}` }), 2);
    await clock.advance(1_000);
    expect(said).toHaveLength(20);
    await clock.advance(2_000);
    expect(said).toHaveLength(45);
  });

  it('is not told in large rooms, nor by who will not have it told, then or later', async () => {
    delivery.came(message(1), 51);
    await clock.advance(1_000);
    mayTell = false;
    delivery.came(message(2), 2);
    await clock.advance(1_000);
    mayTell = true;
    await clock.advance(1_000);
    expect(said).toEqual([]);
  });
});
