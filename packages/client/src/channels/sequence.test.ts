import { beforeEach, describe, expect, it } from 'vitest';
import { EPOCH, event } from '../../test/people.ts';
import { MAX_HELD, Sequence } from './sequence.ts';

let seen: string[];
const at = (seq: number, epoch = EPOCH) => ({ epoch, seq });
const from = (seq: number | null) =>
  new Sequence(
    {
      snapshot: (snapshot) => seen.push(`snapshot ${String(snapshot)}`),
      event: (told) => seen.push(String(told.seq)),
    },
    seq === null ? null : at(seq),
  );
const say = (seq: number, epoch = EPOCH) => event(seq, 'chat:message', {}, 'room:r1', epoch);
const page = (seqs: number[], position: number, more = false) => ({
  recovered: true,
  position: at(position),
  events: seqs.map((seq) => say(seq)),
  more,
});
const snapshot = (position: number, epoch = EPOCH) => ({
  recovered: false,
  position: at(position, epoch),
  events: [],
  more: false,
  snapshot: 'S',
});

beforeEach(() => {
  seen = [];
});

describe('the position of a channel', () => {
  it('P4: advances with the next event only', () => {
    const sequence = from(5);
    expect(sequence.push(say(6))).toBe('fine');
    expect(seen).toEqual(['6']);
    expect(sequence.position).toEqual(at(6));
  });

  it('P4: ignores an event at or below it', () => {
    const sequence = from(5);
    sequence.push(say(5));
    sequence.push(say(2));
    expect(seen).toEqual([]);
    expect(sequence.position).toEqual(at(5));
  });

  it('P4: shows a gap and does not hand on what is beyond it', () => {
    const sequence = from(5);
    expect(sequence.push(say(7))).toBe('gap');
    expect(seen).toEqual([]);
    expect(sequence.position).toEqual(at(5));
  });

  it('P4: takes an event of another epoch for a gap', () => {
    expect(from(5).push(say(6, 'e2'))).toBe('gap');
  });

  it('P4: hands on what came during a resume behind its answer, each once', () => {
    const sequence = from(2);
    sequence.begin();
    sequence.push(say(5));
    sequence.push(say(6));
    expect(seen).toEqual([]);
    expect(sequence.answer(page([3, 4, 5], 5))).toBe('fine');
    expect(seen).toEqual(['3', '4', '5', '6']);
  });

  it('holds events back until the last page', () => {
    const sequence = from(0);
    sequence.begin();
    sequence.push(say(4));
    sequence.answer(page([1, 2], 2, true));
    expect(seen).toEqual(['1', '2']);
    sequence.begin();
    sequence.answer(page([3], 3));
    expect(seen).toEqual(['1', '2', '3', '4']);
  });

  it('believes an answer about its position where events are left out of a view', () => {
    const sequence = from(1);
    sequence.begin();
    sequence.answer(page([2, 4], 5));
    expect(seen).toEqual(['2', '4']);
    expect(sequence.push(say(6))).toBe('fine');
  });

  it('P4: replaces everything by a snapshot and goes on after it', () => {
    const sequence = from(2);
    sequence.begin();
    sequence.push(say(8));
    sequence.push(say(9));
    expect(sequence.answer(snapshot(8))).toBe('fine');
    expect(seen).toEqual(['snapshot S', '9']);
  });

  it('lets go of what it held back of an epoch that ended', () => {
    const sequence = from(2);
    sequence.begin();
    sequence.push(say(3));
    sequence.answer(snapshot(1, 'e2'));
    expect(seen).toEqual(['snapshot S']);
    expect(sequence.push(say(2, 'e2'))).toBe('fine');
  });

  it('notices a gap that a resume left', () => {
    const sequence = from(2);
    sequence.begin();
    sequence.push(say(6));
    expect(sequence.answer(page([3], 3))).toBe('gap');
    expect(sequence.position).toEqual(at(3));
  });

  it('forgets with the line what it held back: it belonged to a subscription that is gone', () => {
    const sequence = from(2);
    sequence.begin();
    sequence.push(say(3));
    sequence.detach();
    expect(seen).toEqual([]);
    expect(sequence.position).toEqual(at(2));
  });

  it('holds back no more than its bound, and asks again for the rest', () => {
    const sequence = from(null);
    for (let seq = 1; seq <= MAX_HELD + 5; seq += 1) sequence.push(say(seq));
    sequence.answer(snapshot(0));
    expect(seen).toHaveLength(1 + MAX_HELD);
    expect(sequence.push(say(MAX_HELD + 6))).toBe('gap');
  });
});
