import { RecordingConnection } from '@parley/testkit/kernel/recording-connection';
import { type Person, type Rig, rig } from '@parley/testkit/kernel/rig';
import { describe, expect, it } from 'vitest';

const SPREAD_MS = 3_000;
const ELSEWHERE = { spreadMs: SPREAD_MS, elsewhere: true };
const ALONE = { spreadMs: SPREAD_MS, elsewhere: false };

async function crowded(count: number): Promise<{ test: Rig; people: Person[] }> {
  const test = await rig();
  test.readers.set('r', new Set(Array.from({ length: count }, (_, index) => `p${index}`)));
  const people: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    const person = await test.open(`p${index}`);
    await person.call('note:follow', { channel: 'room:r' });
    people.push(person);
  }
  return { test, people };
}

const gone = (people: readonly Person[]) => people.filter(({ connection }) => connection.closing !== null);
const first = (people: readonly Person[]) => people[0] as Person;

/** Whether it settled, watched from now on. */
function watched(work: Promise<unknown>): () => boolean {
  let over = false;
  void work.then(() => {
    over = true;
  });
  return () => over;
}

describe('a node that goes', () => {
  it('G1: sends sessions to other nodes one by one, spread by chance over the whole time', async () => {
    const { test, people } = await crowded(200);
    const over = watched(test.kernel.drain(ELSEWHERE).done);
    const each = SPREAD_MS / 10;
    for (let tenth = 1; tenth <= 10; tenth += 1) {
      const before = gone(people).length;
      await test.clock.advance(each);
      const now = gone(people).length - before;
      // 20 expected, with a standard deviation of 4; the seed is fixed.
      expect(now).toBeGreaterThan(6);
      expect(now).toBeLessThan(34);
    }
    expect(gone(people)).toHaveLength(200);
    expect(over()).toBe(true);
    for (const { connection } of people) {
      expect(connection.closing).toMatchObject({ code: 'drain', retryable: true, afterMs: 0 });
    }
  });

  it('G1 P1 P2: serves each until its own moment: commands, and events of others', async () => {
    const { test, people } = await crowded(20);
    test.kernel.drain(ELSEWHERE);
    await test.clock.advance(SPREAD_MS / 2);
    const staying = people.filter(({ connection }) => connection.closing === null);
    expect(staying.length).toBeGreaterThan(3);
    expect(staying.length).toBeLessThan(17);
    expect(await first(staying).call('note:say', { room: 'r', text: 'still here' })).toMatchObject({
      ok: true,
    });
    await test.settle();
    for (const { connection } of staying) expect(connection.seqs('room:r')).toEqual([1]);
    for (const { connection } of gone(people)) expect(connection.seqs('room:r')).toEqual([]);
  });

  it('G1: with nobody there, it does not wait', async () => {
    const { test } = await crowded(0);
    await test.kernel.drain(ELSEWHERE).done;
  });

  it('G2: alone, it sends all away now, to return spread by chance over the same time', async () => {
    const { test, people } = await crowded(200);
    await test.kernel.drain(ALONE).done;
    const waits = people.map(({ connection }) => connection.closing?.afterMs ?? -1);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...waits)).toBeLessThan(SPREAD_MS);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const within = waits.filter((ms) => Math.floor((ms / SPREAD_MS) * 10) === tenth).length;
      expect(within).toBeGreaterThan(6);
      expect(within).toBeLessThan(34);
    }
  });

  it('G3: lets in who comes while sessions go, to leave with them, and nobody later', async () => {
    const { test } = await crowded(1);
    test.kernel.drain(ELSEWHERE);
    await test.clock.advance(1_000);
    const late = await test.open('late');
    expect(late.connection.closing).toBeNull();
    await test.clock.advance(SPREAD_MS - 1_000);
    expect(late.connection.closing).toMatchObject({ code: 'drain' });
    await expect(test.open('later')).rejects.toMatchObject({
      wire: { code: 'UNAVAILABLE', retryable: true },
    });
  });

  it('G4 P1: answers what was asked before it sends away, and takes nothing asked later', async () => {
    const { test, people } = await crowded(1);
    const ann = first(people);
    const answer = ann.call('note:say', { room: 'r', text: 'a', hold: 'slow' });
    await test.settle();
    const over = watched(test.kernel.drain(ALONE).done);
    await test.settle();
    expect(over()).toBe(true);
    expect(ann.connection.closing).toBeNull();
    const later = watched(ann.call('note:say', { room: 'r', text: 'b' }));
    test.holds.get('slow')?.();
    expect(await answer).toMatchObject({ ok: true });
    await test.settle();
    expect(ann.connection.heard.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'closed']);
    expect(later()).toBe(false);
    expect(test.log.events('room:r')).toHaveLength(1);
  });

  it('G4: waits for an answer no longer than a second', async () => {
    const { test, people } = await crowded(1);
    const ann = first(people);
    void ann.call('note:say', { room: 'r', text: 'a', hold: 'for ever' });
    await test.settle();
    await test.kernel.drain(ALONE).done;
    await test.clock.advance(999);
    expect(ann.connection.closing).toBeNull();
    await test.clock.advance(1);
    expect(ann.connection.closing).toMatchObject({ code: 'drain' });
  });

  it('G5: lets those go first who need the port', async () => {
    const { test, people } = await crowded(40);
    const polling = people.slice(20);
    for (const { connection } of polling) connection.lasting = false;
    const { portFree, done } = test.kernel.drain(ELSEWHERE);
    const [free, over] = [watched(portFree), watched(done)];
    await test.clock.advance(499);
    expect(gone(polling)).toHaveLength(20);
    expect(gone(people).length).toBeLessThan(30);
    expect(free()).toBe(false);
    await test.clock.advance(1);
    expect(free()).toBe(true);
    const late = new RecordingConnection();
    late.lasting = false;
    await test.open('late', late);
    await test.settle();
    expect(late.closing).toMatchObject({ code: 'drain' });
    expect(over()).toBe(false);
  });
});
