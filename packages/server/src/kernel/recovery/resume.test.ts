import { FaultyBusHub } from '@parley/testkit/kernel/faulty-bus';
import { rig } from '@parley/testkit/kernel/rig';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import { describe, expect, it } from 'vitest';
import { Hubs } from '../fanout/hubs.ts';
import { LogReader } from './log-reader.ts';

async function history(count: number, options = {}) {
  const test = await rig(options);
  test.readers.set('r', new Set(['ann', 'bob', ...Array.from({ length: 100 }, (_, n) => `u${n}`)]));
  const ann = await test.open('ann');
  for (let n = 1; n <= count; n += 1) await ann.call('note:say', { room: 'r', text: `${n}` });
  return {
    test,
    ann,
    at: (seq: number, epoch = test.log.epoch) => ({ channel: 'room:r', position: { epoch, seq } }),
  };
}

const seqs = (data: unknown) => (data as { events: { seq: number }[] }).events.map(({ seq }) => seq);

describe('resuming', () => {
  it('R1 P4: gives exactly the events after the position', async () => {
    const { test, at } = await history(5);
    const bob = await test.open('bob');
    const { data } = await bob.call('note:follow', at(2));
    expect(data).toMatchObject({ recovered: true, more: false, position: { epoch: 'e1', seq: 5 } });
    expect(seqs(data)).toEqual([3, 4, 5]);
    expect(data).not.toHaveProperty('snapshot');
  });

  it('R2 P4: at the head gives nothing and goes on live without a repeat', async () => {
    const { test, ann, at } = await history(3);
    const bob = await test.open('bob');
    expect(seqs((await bob.call('note:follow', at(3))).data)).toEqual([]);
    await ann.call('note:say', { room: 'r', text: '4' });
    await test.settle();
    expect(bob.connection.seqs('room:r')).toEqual([4]);
  });

  it('R3 P4: without a position, with another epoch or ahead of the head is told recovered:false with a snapshot', async () => {
    const { test, at } = await history(3);
    const bob = await test.open('bob');
    for (const asked of [{ channel: 'room:r' }, at(1, 'older'), at(9)]) {
      const { data } = await bob.call('note:follow', asked);
      expect(data).toMatchObject({
        recovered: false,
        events: [],
        position: { epoch: 'e1', seq: 3 },
        snapshot: { texts: ['1', '2', '3'] },
      });
    }
  });

  it('R4 P4: before what the log still keeps is told recovered:false', async () => {
    const { test, at } = await history(10);
    await test.log.trim({ maxEvents: 4 });
    const bob = await test.open('bob');
    expect((await bob.call('note:follow', at(5))).data).toMatchObject({ recovered: false });
    const last = await bob.call('note:follow', at(6));
    expect(last.data).toMatchObject({ recovered: true });
    expect(seqs(last.data)).toEqual([7, 8, 9, 10]);
  });

  it('R5: before what the person may see is told recovered:false', async () => {
    const { test, at } = await history(6);
    test.visibleFrom.set('r', 4);
    const bob = await test.open('bob');
    expect((await bob.call('note:follow', at(2))).data).toMatchObject({ recovered: false });
    expect(seqs((await bob.call('note:follow', at(3))).data)).toEqual([4, 5, 6]);
  });

  it('R6 P4: long ones come in bounded pages with more, and nothing is pushed until the last', async () => {
    const { test, ann, at } = await history(20, { limits: { recoveryPageBytes: 1500 } });
    const bob = await test.open('bob');
    const got: number[] = [];
    let position = at(0).position;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const { data } = await bob.call('note:follow', { channel: 'room:r', position });
      got.push(...seqs(data));
      ({ more, position } = data as { more: boolean; position: typeof position });
      if (pages === 0) {
        await ann.call('note:say', { room: 'r', text: '21' });
        await test.clock.advance(40);
        expect(bob.connection.seqs('room:r')).toEqual([]);
      }
    }
    expect(pages).toBeGreaterThan(3);
    expect(got).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
  });

  it('R7 P4: an event committed while the log is read comes once, after the answer', async () => {
    const { test, ann, at } = await history(5);
    const bob = await test.open('bob');
    let release = () => {};
    test.log.afterRead = () => new Promise<void>((resolve) => (release = resolve));
    const resumed = bob.call('note:follow', at(2));
    await test.settle();
    await ann.call('note:say', { room: 'r', text: '6' });
    await test.settle();
    expect(bob.connection.seqs('room:r')).toEqual([]);
    test.log.afterRead = async () => {};
    release();
    const answered = seqs((await resumed).data);
    await test.clock.advance(40);
    expect([...answered, ...bob.connection.seqs('room:r')]).toEqual([3, 4, 5, 6]);
  });

  it('R8: many that come back at once cost one read', async () => {
    const { test, at } = await history(50);
    const people = await Promise.all(Array.from({ length: 100 }, (_, n) => test.open(`u${n}`)));
    const before = test.log.reads;
    const answers = await Promise.all(people.map((person, n) => person.call('note:follow', at(n % 50))));
    answers.forEach(({ data }, n) => {
      expect(seqs(data)).toEqual(Array.from({ length: 50 - (n % 50) }, (_, index) => (n % 50) + 1 + index));
    });
    expect(test.log.reads - before).toBe(1);
  });

  it('R8: and so do those that come while the read lands', async () => {
    const { test, at } = await history(50);
    const people = await Promise.all(Array.from({ length: 100 }, (_, n) => test.open(`u${n}`)));
    const before = test.log.reads;
    const answers: Promise<{ data?: unknown }>[] = [];
    for (const person of people) {
      answers.push(person.call('note:follow', at(49)));
      await Promise.resolve();
    }
    for (const answer of answers) expect(seqs((await answer).data)).toEqual([50]);
    expect(test.log.reads - before).toBe(1);
  });

  it('R8: channels opened while heads are being read share the next read of heads', async () => {
    const { log, clock, telemetry } = await rig();
    const reads: number[] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const readHeads = log.heads.bind(log);
    log.heads = async (channels) => {
      reads.push(channels.length);
      await gate;
      return readHeads(channels);
    };
    const bus = new FaultyBusHub(clock, new SeededIds(1), { lose: 0, double: 0, delayMs: 0 }).node();
    const reader = new LogReader(log, telemetry, { maxEvents: 10, maxBytes: 1_000 });
    const nothing = async () => {};
    const hubs = new Hubs({
      ...{ log, bus, clock, telemetry, reader, windowMs: 20, windowFrom: 2, tailBytes: 1_000 },
      ...{ positionCheckMs: 25_000, onAclChange: nothing, recheck: nothing, onChecked: nothing },
    });
    const opening: Promise<unknown>[] = [];
    for (let n = 0; n < 20; n += 1) {
      opening.push(hubs.acquire(`room:r${n}`));
      await clock.advance(1);
    }
    release();
    await Promise.all(opening);
    expect(reads).toEqual([1, 19]);
  });

  it('R9 P4: a read under way that began before an event is not joined by who already saw it', async () => {
    const { test, ann, at } = await history(5);
    const [bob, early] = [await test.open('bob'), await test.open('u1')];
    const releases: (() => void)[] = [];
    test.log.afterRead = () => new Promise<void>((resolve) => releases.push(resolve));
    const first = early.call('note:follow', at(2));
    await test.settle();
    await ann.call('note:say', { room: 'r', text: '6' });
    await ann.call('note:say', { room: 'r', text: '7' });
    // The hub knows 6 and 7 only in its tail; 4 must come from the log, whose read under way ends at 5.
    const second = bob.call('note:follow', at(3));
    await test.settle();
    test.log.afterRead = async () => {};
    for (const release of releases) release();
    const [{ data }, other] = await Promise.all([second, first]);
    await test.clock.advance(40);
    expect([...seqs(data), ...bob.connection.seqs('room:r')]).toEqual([4, 5, 6, 7]);
    expect([...seqs(other.data), ...early.connection.seqs('room:r')]).toEqual([3, 4, 5, 6, 7]);
  });

  it('R9 P4: nor by who saw on another node what this one has not heard of', async () => {
    const { test, ann, at } = await history(5);
    const lagging = await rig({ world: test, clock: test.clock, seed: 2 });
    const [early, bob] = [await lagging.open('u1'), await lagging.open('bob')];
    let release = () => {};
    test.log.afterRead = () => new Promise<void>((resolve) => (release = resolve));
    const first = early.call('note:follow', at(2));
    await test.settle();
    // Committed on the other node; the bus between them has lost it.
    await ann.call('note:say', { room: 'r', text: '6' });
    const second = bob.call('note:follow', at(6));
    await test.settle();
    test.log.afterRead = async () => {};
    release();
    await first;
    expect((await second).data).toMatchObject({ recovered: true, events: [], position: { seq: 6 } });
  });

  async function fallBehind() {
    const { test, ann, at } = await history(3);
    const bob = await test.open('bob');
    const releases: (() => void)[] = [];
    test.log.afterRead = () => new Promise<void>((resolve) => releases.push(resolve));
    const resumed = bob.call('note:follow', at(1));
    await test.settle();
    // More than a tail holds, while the resume is read.
    for (let n = 4; n <= 1_500; n += 1) await ann.call('note:say', { room: 'r', text: `${n}` });
    releases.shift()?.();
    const answered = seqs((await resumed).data);
    await test.settle();
    const release = async () => {
      test.log.afterRead = async () => {};
      for (const open of releases) open();
      await test.clock.advance(100);
    };
    return { ann, bob, answered, release };
  }

  it('R13 P4: who fell behind the tail while resuming catches up from the log', async () => {
    const { bob, answered, release } = await fallBehind();
    await release();
    expect([...answered, ...bob.connection.seqs('room:r')]).toEqual(
      Array.from({ length: 1_499 }, (_, n) => n + 2),
    );
  });

  it('R13 P6: and is told nothing more when the right is lost meanwhile', async () => {
    const { ann, bob, release } = await fallBehind();
    await ann.call('note:allow', { room: 'r', userId: 'bob', read: false });
    await release();
    expect(bob.connection.seqs('room:r')).toEqual([]);
  });

  it('R14 P4: a channel long quiet has given its memory back, and resumes from the log as exactly', async () => {
    const { test, ann, at } = await history(5);
    await ann.call('note:follow', { channel: 'room:r' });
    await ann.call('note:say', { room: 'r', text: '6' });
    await test.clock.advance(20);
    const [early, late] = [await test.open('u1'), await test.open('u2')];
    const before = test.log.reads;
    expect(seqs((await early.call('note:follow', at(5))).data)).toEqual([6]);
    expect(test.log.reads).toBe(before);
    await test.clock.advance(90_000);
    expect(seqs((await late.call('note:follow', at(5))).data)).toEqual([6]);
    expect(test.log.reads).toBe(before + 1);
  });

  it('R14: but not while many come back to one that was quiet', async () => {
    const { test, ann, at } = await history(5);
    await ann.call('note:follow', { channel: 'room:r' });
    // Just before the check of positions that gives memory back.
    await test.clock.advance(99_900);
    const [early, late] = [await test.open('u1'), await test.open('u2')];
    const before = test.log.reads;
    await early.call('note:follow', at(4));
    await test.clock.advance(1_000);
    expect(seqs((await late.call('note:follow', at(4))).data)).toEqual([5]);
    expect(test.log.reads - before).toBe(1);
  });

  it('R15 P4 P7: beyond the memory of all channels together, resumes read the log as exactly', async () => {
    const { test, ann, at } = await history(5, { limits: { tailBytes: 2_000 } });
    await ann.call('note:follow', { channel: 'room:r' });
    for (let n = 6; n <= 30; n++) await ann.call('note:say', { room: 'r', text: String(n) });
    await test.clock.advance(20);
    const bob = await test.open('bob');
    const before = test.log.reads;
    const wanted = Array.from({ length: 25 }, (_, n) => n + 6);
    expect(seqs((await bob.call('note:follow', at(5))).data)).toEqual(wanted);
    expect(test.log.reads).toBeGreaterThan(before);
    expect(ann.connection.seqs('room:r')).toEqual(wanted);
  });

  it('R10: resuming twice at once leaves one live subscription', async () => {
    const { test, ann, at } = await history(3);
    const bob = await test.open('bob');
    const answers = await Promise.all([bob.call('note:follow', at(1)), bob.call('note:follow', at(1))]);
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    expect(answers.at(-1)?.ok).toBe(true);
    await ann.call('note:say', { room: 'r', text: '4' });
    await test.settle();
    expect(bob.connection.seqs('room:r')).toEqual([4]);
  });
});
