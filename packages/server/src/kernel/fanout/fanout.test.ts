import { FaultyBusHub } from '@parley/testkit/kernel/faulty-bus';
import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { rig, world } from '@parley/testkit/kernel/rig';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import { describe, expect, it } from 'vitest';

async function talking(options = {}) {
  const test = await rig(options);
  test.readers.set('r', new Set(['ann', 'bob', 'cyd']));
  const [ann, bob] = [await test.open('ann'), await test.open('bob')];
  await ann.call('note:follow', { channel: 'room:r' });
  await bob.call('note:follow', { channel: 'room:r' });
  return { test, ann, bob };
}

describe('fan-out', () => {
  it('F1 P2: every subscriber sees the same events in the same order, dense from 1', async () => {
    const { test, ann, bob } = await talking();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 ? ann : bob).call('note:say', { room: 'r', text: `${index}` }),
      ),
    );
    await test.clock.advance(20);
    const dense = Array.from({ length: 40 }, (_, index) => index + 1);
    expect(ann.connection.seqs('room:r')).toEqual(dense);
    expect(bob.connection.seqs('room:r')).toEqual(dense);
    expect(bob.connection.events('room:r').map(({ data }) => data)).toEqual(
      test.log.events('room:r').map(({ data }) => data),
    );
  });

  it('F2: a quiet channel delivers at once, a busy one once per window', async () => {
    const { test, ann, bob } = await talking();
    await ann.call('note:say', { room: 'r', text: '1' });
    expect(bob.connection.seqs('room:r')).toEqual([1]);
    await ann.call('note:say', { room: 'r', text: '2' });
    await ann.call('note:say', { room: 'r', text: '3' });
    expect(bob.connection.seqs('room:r')).toEqual([1]);
    await test.clock.advance(19);
    expect(bob.connection.seqs('room:r')).toEqual([1]);
    await test.clock.advance(1);
    expect(bob.connection.seqs('room:r')).toEqual([1, 2, 3]);
    expect(bob.connection.deliveries).toBe(2);
  });

  it('F2: events that come half a window apart meet no window', async () => {
    const { test, ann, bob } = await talking();
    for (const text of ['1', '2']) await ann.call('note:say', { room: 'r', text });
    expect(bob.connection.seqs('room:r')).toEqual([1]);
    await test.clock.advance(10);
    // Long before the second one is due.
    await ann.call('note:say', { room: 'r', text: '3' });
    expect(bob.connection.seqs('room:r')).toEqual([1, 2, 3]);
    await test.clock.advance(9);
    await ann.call('note:say', { room: 'r', text: '4' });
    expect(bob.connection.seqs('room:r')).toEqual([1, 2, 3]);
    await test.clock.advance(11);
    expect(bob.connection.seqs('room:r')).toEqual([1, 2, 3, 4]);
  });

  it('F2: where few listen events never wait, and take the signals along; signals alone do', async () => {
    const test = await rig({ limits: { windowFrom: 2 } });
    test.readers.set('r', new Set(['ann', 'bob']));
    const [ann, bob] = [await test.open('ann'), await test.open('bob')];
    await bob.call('note:follow', { channel: 'room:r' });
    for (const text of ['1', '2', '3']) await ann.call('note:say', { room: 'r', text });
    expect(bob.connection.seqs('room:r')).toEqual([1, 2, 3]);
    await ann.call('note:typing', { room: 'r', n: 1 });
    expect(bob.connection.signals('note:typing')).toEqual([]);
    await ann.call('note:say', { room: 'r', text: '4' });
    expect(bob.connection.seqs('room:r')).toEqual([1, 2, 3, 4]);
    expect(bob.connection.signals('note:typing')).toHaveLength(1);
    await ann.call('note:follow', { channel: 'room:r' });
    await ann.call('note:say', { room: 'r', text: '5' });
    expect(bob.connection.seqs('room:r')).toEqual([1, 2, 3, 4]);
    await test.clock.advance(20);
    expect(bob.connection.seqs('room:r')).toEqual([1, 2, 3, 4, 5]);
  });

  it('F3: one batch object serves every subscriber, so that each codec encodes it once', async () => {
    const test = await rig();
    test.readers.set('r', new Set(['ann', 'bob']));
    const batches = new Set<unknown>();
    const listen = async (userId: string) => {
      const person = await test.open(userId, {
        lasting: true,
        deliver: (batch) => void batches.add(batch),
        signal: () => {},
        queuedBytes: () => 0,
        close: () => {},
      });
      await person.call('note:follow', { channel: 'room:r' });
      return person;
    };
    const ann = await listen('ann');
    await listen('bob');
    await ann.call('note:say', { room: 'r', text: 'once' });
    await test.settle();
    expect(batches.size).toBe(1);
  });

  it('F4: a signal keeps the latest per type and actor, is never stored, and spares its sender', async () => {
    const { test, ann, bob } = await talking();
    await ann.call('note:say', { room: 'r', text: 'opens the window' });
    await ann.call('note:typing', { room: 'r', n: 1 });
    await ann.call('note:typing', { room: 'r', n: 2 });
    await test.clock.advance(20);
    expect(bob.connection.signals('note:typing').map(({ data }) => data)).toEqual(['{"n":2}']);
    expect(ann.connection.signals('note:typing')).toEqual([]);
    expect(test.log.events('room:r')).toHaveLength(1);
  });
});

describe('rights on live connections', () => {
  it('F5 P6: who loses the channel receives neither that event nor any later one, and the pending ones before it', async () => {
    const { test, ann, bob } = await talking();
    await ann.call('note:say', { room: 'r', text: '1' });
    await ann.call('note:say', { room: 'r', text: '2' });
    await ann.call('note:allow', { room: 'r', userId: 'bob', read: false });
    await ann.call('note:say', { room: 'r', text: '4' });
    await ann.call('note:typing', { room: 'r', n: 1 });
    await test.clock.advance(40);
    expect(bob.connection.seqs('room:r')).toEqual([1, 2]);
    expect(bob.connection.signals('note:typing')).toEqual([]);
    expect(ann.connection.seqs('room:r')).toEqual([1, 2, 3, 4]);
  });

  it('F6 P6: a right lost while a resume is read tells nothing of what was read', async () => {
    const { test, ann } = await talking();
    await ann.call('note:say', { room: 'r', text: 'secret' });
    const cyd = await test.open('cyd');
    let release = () => {};
    const world = test.log;
    // A position with nothing in the tail makes the resume read the log.
    await test.clock.advance(0);
    world.beforeRead = () => new Promise<void>((resolve) => (release = resolve));
    const position = { epoch: test.log.epoch, seq: 5 };
    const resumed = cyd.call('note:follow', { channel: 'room:r', position });
    await test.settle();
    await ann.call('note:allow', { room: 'r', userId: 'cyd', read: false });
    world.beforeRead = async () => {};
    release();
    const answer = await resumed;
    expect(answer.error?.code).toBe('NOT_FOUND');
    await ann.call('note:say', { room: 'r', text: 'more' });
    await test.clock.advance(40);
    expect(cyd.connection.seqs('room:r')).toEqual([]);
  });

  it('F7 P6: a channel one may not read is answered like one that is not there', async () => {
    const { test } = await talking();
    const dan = await test.open('dan');
    const hidden = await dan.call('note:follow', { channel: 'room:r' });
    const absent = await dan.call('note:follow', { channel: 'room:none' });
    const unheard = await dan.call('note:follow', { channel: 'thing:r' });
    expect(hidden.error?.code).toBe('NOT_FOUND');
    expect(absent).toEqual(hidden);
    expect(unheard).toEqual(hidden);
  });

  it('F17 P6: outside of sessions, whether somebody may read is told as it is now', async () => {
    const { test, ann } = await talking();
    const may = (who: string, channel = 'room:r') => test.kernel.mayRead(who, channel);
    expect(await Promise.all([may('ann'), may('bob'), may('dan')])).toEqual([true, true, false]);
    expect(await Promise.all([may('ann', 'room:none'), may('ann', 'thing:r'), may('ann', 'r')])).toEqual([
      false,
      false,
      false,
    ]);
    await ann.call('note:allow', { room: 'r', userId: 'bob', read: false });
    expect(await may('bob')).toBe(false);
    test.disabled.add('cyd');
    await test.clock.advance(5_000);
    expect(await may('cyd')).toBe(false);
  });

  it('F8 P6: a revoked login ends its live sessions and no others', async () => {
    const { test, ann } = await talking();
    const other = await test.open('ann', undefined, 'other-login');
    test.kernel.revoke({ userId: 'ann', loginId: 'login-ann', code: 'logout' });
    expect(ann.connection.closing).toMatchObject({ code: 'logout', retryable: false });
    expect(other.connection.closing).toBeNull();
    test.kernel.revoke({ userId: 'ann', exceptLogin: 'other-login', code: 'revoked' });
    expect(other.connection.closing).toBeNull();
    test.kernel.revoke({ userId: 'ann', code: 'disabled' });
    expect(other.connection.closing).toMatchObject({ code: 'disabled', retryable: false });
  });

  it('F8 P6: who is banned is told until when and why, however it reaches their session', async () => {
    const { test, ann, bob } = await talking();
    const sanction = { until: '2026-01-02T03:04:05.678Z', reason: 'flood' };
    test.kernel.revoke({ userId: 'ann', code: 'banned', sanction });
    expect(ann.connection.closing).toMatchObject({ code: 'banned', retryable: false, sanction });
    test.banned.set('bob', sanction);
    await test.kernel.commit({
      expect: [],
      statements: [],
      appends: [
        {
          channel: 'user:bob',
          type: 'user:updated',
          actor: 'ann',
          at: '2026-01-01T00:00:00.000Z',
          data: '{}',
          acl: { kind: 'changed' },
        },
      ],
      answer: { kind: 'json', json: '{}' },
    });
    await test.settle();
    expect(bob.connection.closing).toMatchObject({ code: 'banned', retryable: false, sanction });
  });

  it('F9 P6: a person’s own rights change: what they follow is asked anew before anything else is delivered', async () => {
    const { test, ann, bob } = await talking();
    // A right that hangs on the person, not on the room: the room's own version does not change.
    test.readers.get('r')?.delete('bob');
    await test.kernel.commit({
      expect: [],
      statements: [],
      appends: [
        {
          channel: 'user:bob',
          type: 'user:updated',
          actor: 'ann',
          at: '',
          data: '{}',
          acl: { kind: 'changed' },
        },
      ],
      answer: { kind: 'json', json: '{}' },
    });
    await ann.call('note:say', { room: 'r', text: 'not for bob' });
    await test.clock.advance(40);
    expect(bob.connection.seqs('room:r')).toEqual([]);
    expect(bob.connection.events('user:bob').map(({ type }) => type)).toEqual(['user:updated']);
  });

  it('F10: rights are cached until they change', async () => {
    const { test, ann } = await talking();
    await ann.call('note:say', { room: 'r', text: '1' });
    const before = test.accessReads.count;
    for (let n = 0; n < 20; n += 1) await ann.call('note:say', { room: 'r', text: 'again' });
    expect(test.accessReads.count).toBe(before);
    await ann.call('note:allow', { room: 'r', userId: 'dan', read: true });
    await ann.call('note:say', { room: 'r', text: 'after a change' });
    expect(test.accessReads.count).toBe(before + 1);
  });
});

/** Two nodes of one world with a room these people may read, over a bus that loses everything. */
async function deafNodes(...readers: string[]) {
  const clock = new ManualClock();
  const bus = new FaultyBusHub(clock, new SeededIds(1), { lose: 1, double: 0, delayMs: 1 });
  const shared = world();
  shared.readers.set('r', new Set(readers));
  const near = await rig({ world: shared, clock, bus: bus.node(), seed: 1 });
  const far = await rig({ world: shared, clock, bus: bus.node(), seed: 2 });
  return { clock, bus, shared, near, far };
}

describe('several nodes', () => {
  it('F13 P6 P11: who lost a right while the bus was deaf receives nothing when the gap heals', async () => {
    const { clock, near, far } = await deafNodes('ann', 'bob', 'cyd');
    const ann = await near.open('ann');
    const [bob, cyd] = [await far.open('bob'), await far.open('cyd')];
    for (const person of [ann, bob, cyd]) await person.call('note:follow', { channel: 'room:r' });
    await ann.call('note:allow', { room: 'r', userId: 'bob', read: false });
    await ann.call('note:say', { room: 'r', text: 'not for bob' });
    await clock.advance(27_000);
    expect(cyd.connection.seqs('room:r')).toEqual([1, 2]);
    expect(bob.connection.seqs('room:r')).toEqual([]);
  });

  it('F14 P6 P11: a bus that hears again has rights asked for anew and gaps healed at once', async () => {
    const { clock, bus, near, far } = await deafNodes('ann', 'bob', 'cyd');
    const ann = await near.open('ann');
    const [bob, cyd] = [await far.open('bob'), await far.open('cyd')];
    for (const person of [ann, bob, cyd]) await person.call('note:follow', { channel: 'room:r' });
    await ann.call('note:allow', { room: 'r', userId: 'bob', read: false });
    await ann.call('note:say', { room: 'r', text: 'not for bob' });
    bus.becomes(true);
    expect((await bob.call('note:follow', { channel: 'room:r' })).ok).toBe(false);
    await clock.advance(1_100);
    expect(cyd.connection.seqs('room:r')).toEqual([1, 2]);
    expect(bob.connection.seqs('room:r')).toEqual([]);
  });

  it('F15 P6: a login that ended while the bus was deaf has its sessions ended, and no other', async () => {
    const { clock, bus, near, far, shared } = await deafNodes();
    const [ann, bob] = [await far.open('ann'), await far.open('bob')];
    shared.endedLogins.add('login-ann');
    near.kernel.revoke({ userId: 'ann', loginId: 'login-ann', code: 'logout' });
    await clock.advance(100);
    expect(ann.connection.closing).toBeNull();
    bus.becomes(true);
    await clock.advance(100);
    expect(ann.connection.closing).toMatchObject({ code: 'revoked', retryable: false });
    expect(bob.connection.closing).toBeNull();
  });

  it('F16 P6: a node that reaches neither bus nor log for 5 s ends its sessions, one that reaches either does not', async () => {
    const clock = new ManualClock();
    const bus = new FaultyBusHub(clock, new SeededIds(1), { lose: 1, double: 0, delayMs: 1 });
    const test = await rig({ clock, bus: bus.node() });
    test.readers.set('r', new Set(['ann']));
    const ann = await test.open('ann');
    await ann.call('note:follow', { channel: 'room:r' });
    bus.becomes(false);
    await clock.advance(30_000);
    expect(ann.connection.closing).toBeNull();
    const heads = test.log.heads;
    test.log.heads = async () => {
      throw new Error('unreachable');
    };
    await clock.advance(4_000);
    expect(ann.connection.closing).toBeNull();
    await clock.advance(4_000);
    expect(ann.connection.closing).toMatchObject({ code: 'drain', retryable: true });
    test.log.heads = heads;
    const again = await test.open('ann');
    bus.becomes(true);
    test.log.heads = async () => {
      throw new Error('unreachable');
    };
    await clock.advance(30_000);
    expect(again.connection.closing).toBeNull();
  });

  it('F14 P11: while the bus is deaf, positions are checked every 2.5 s', async () => {
    const { clock, bus, near, far } = await deafNodes('ann', 'bob');
    const [ann, bob] = [await near.open('ann'), await far.open('bob')];
    for (const person of [ann, bob]) await person.call('note:follow', { channel: 'room:r' });
    bus.becomes(false);
    for (const seq of [1, 2, 3]) {
      await ann.call('note:say', { room: 'r', text: `${seq}` });
      await clock.advance(3_600);
      expect(bob.connection.seqs('room:r').at(-1)).toBe(seq);
    }
  });
});

describe('back-pressure', () => {
  it('F11 P7: a consumer that does not keep up is ended with a retryable reason and delays nobody', async () => {
    const { test, ann, bob } = await talking({ limits: { sessionQueueBytes: 1000 } });
    bob.connection.queued = 1001;
    await ann.call('note:say', { room: 'r', text: '1' });
    await test.settle();
    expect(bob.connection.closing).toMatchObject({ code: 'overrun', retryable: true });
    expect(bob.connection.seqs('room:r')).toEqual([]);
    expect(ann.connection.seqs('room:r')).toEqual([1]);
    const again = await test.open('bob');
    const position = { epoch: test.log.epoch, seq: 0 };
    const resumed = await again.call('note:follow', { channel: 'room:r', position });
    expect(resumed.data).toMatchObject({ recovered: true, events: [{ seq: 1 }] });
  });

  it('F12 P7: signals wait for a slow connection, the latest only, and expire after 5 s', async () => {
    const { test, ann, bob } = await talking();
    bob.connection.queued = 100_000;
    for (const n of [1, 2]) {
      await ann.call('note:typing', { room: 'r', n });
      await test.clock.advance(20);
    }
    expect(bob.connection.signals('note:typing')).toEqual([]);
    bob.connection.queued = 0;
    await test.clock.advance(250);
    expect(bob.connection.signals('note:typing').map(({ data }) => data)).toEqual(['{"n":2}']);
    bob.connection.queued = 100_000;
    await ann.call('note:typing', { room: 'r', n: 3 });
    await test.clock.advance(6_000);
    bob.connection.queued = 0;
    await test.clock.advance(1_000);
    expect(bob.connection.signals('note:typing').map(({ data }) => data)).toEqual(['{"n":2}']);
  });
});
