import { describe, expect, it } from 'vitest';
import { WireEvent } from './event.ts';
import { Tail } from './tail.ts';
import { TailBudget } from './tail-budget.ts';

function event(seq: number, data = `{"n":${seq}}`, entity?: string): WireEvent {
  return new WireEvent('room:r', 'e1', { seq, type: 't', actor: 'ann', at: '', data }, undefined, entity);
}

const ROOMY = new TailBudget(1_000_000);

const data = (events: readonly WireEvent[] | null) => events?.map((one) => one.data);
const seqs = (events: readonly WireEvent[] | null) => events?.map(({ seq }) => seq);

describe('the tail', () => {
  it('R12: tells the present state of what an event names, and nothing deleted', () => {
    const tail = new Tail(100, 100_000, ROOMY);
    tail.push(event(1, '"secret"', 'message:a'));
    tail.push(event(2, '"other"', 'message:b'));
    tail.push(event(3, '"edited secret"', 'message:a'));
    tail.push(event(4, '"gone"', 'message:a'));
    expect(data(tail.after(0, 4))).toEqual(['"gone"', '"other"', '"gone"', '"gone"']);
  });

  it('R12: also of events that were read from the log', () => {
    const tail = new Tail(100, 100_000, ROOMY);
    tail.push(event(3));
    tail.prepend([event(1, '"secret"', 'message:a'), event(2)], 3);
    tail.push(event(4, '"gone"', 'message:a'));
    expect(data(tail.after(0, 4))).toEqual(['"gone"', '{"n":2}', '{"n":3}', '"gone"']);
  });

  it('gives those who missed the same the same events, and R12: others once one of them was deleted', () => {
    const tail = new Tail(100, 100_000, ROOMY);
    tail.push(event(1));
    tail.push(event(2, '"secret"', 'message:a'));
    expect(tail.after(0, 2)).toBe(tail.after(0, 2));
    expect(seqs(tail.after(1, 2))).toEqual([2]);
    tail.push(event(3, '"gone"', 'message:a'));
    expect(data(tail.after(1, 3))).toEqual(['"gone"', '"gone"']);
    tail.clear();
    expect(tail.after(1, 3)).toBeNull();
  });

  it('says that it has forgotten rather than leaving a hole', () => {
    const tail = new Tail(8, 100_000, ROOMY);
    for (let seq = 1; seq <= 20; seq += 1) tail.push(event(seq));
    expect(tail.after(3, 20)).toBeNull();
    const kept = seqs(tail.after(14, 20));
    expect(kept).toEqual([15, 16, 17, 18, 19, 20]);
    expect(tail.after(20, 20)).toEqual([]);
  });

  it('is bounded by bytes, but keeps the last event however large', () => {
    const tail = new Tail(100, 1_000, ROOMY);
    tail.push(event(1));
    tail.push(event(2, `"${'x'.repeat(5_000)}"`));
    expect(tail.after(0, 2)).toBeNull();
    expect(seqs(tail.after(1, 2))).toEqual([2]);
  });

  it('takes in older events only when they join on without a hole', () => {
    const tail = new Tail(100, 100_000, ROOMY);
    tail.push(event(5));
    tail.prepend([event(1), event(2)], 5);
    expect(tail.after(0, 5)).toBeNull();
    tail.prepend([event(2), event(3), event(4), event(5)], 5);
    expect(seqs(tail.after(1, 5))).toEqual([2, 3, 4, 5]);
  });

  it('R15: tails that hold too much together give the older half of each back, and what was forgotten is said', () => {
    const size = event(1).size;
    const budget = new TailBudget(10 * size);
    const [busy, calm] = [new Tail(100, 100_000, budget), new Tail(100, 100_000, budget)];
    for (let seq = 1; seq <= 4; seq += 1) calm.push(event(seq));
    for (let seq = 1; seq <= 6; seq += 1) busy.push(event(seq));
    expect(seqs(busy.after(0, 6))).toHaveLength(6);
    busy.push(event(7));
    expect([busy.after(3, 7), calm.after(1, 4)]).toEqual([null, null]);
    expect([seqs(busy.after(4, 7)), seqs(calm.after(2, 4))]).toEqual([
      [5, 6, 7],
      [3, 4],
    ]);
    calm.clear();
    for (let seq = 8; seq <= 13; seq += 1) busy.push(event(seq));
    expect(seqs(busy.after(4, 13))).toHaveLength(9);
  });
});
