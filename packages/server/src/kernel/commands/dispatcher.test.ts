import { FaultyBusHub } from '@parley/testkit/kernel/faulty-bus';
import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { RIG_LIMITS, rig, world } from '@parley/testkit/kernel/rig';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import { describe, expect, it } from 'vitest';
import type { CommandDef } from '../index.ts';
import { type Json, jsonText } from '../json.ts';

async function room(options = {}) {
  const test = await rig(options);
  test.readers.set('r', new Set(['ann', 'bob']));
  return test;
}

describe('a command', () => {
  it('D1: is answered before the event it caused, which its sender receives too', async () => {
    const test = await room();
    const ann = await test.open('ann');
    await ann.call('note:follow', { channel: 'room:r' });
    const answer = ann.call('note:say', { room: 'r', text: 'hi' });
    await test.settle();
    expect(await answer).toMatchObject({ ok: true, data: { note: { text: 'hi', seq: 1 } } });
    const kinds = ann.connection.heard.map((item) => item.kind).slice(-2);
    expect(kinds).toEqual(['answer', 'event']);
  });

  it('D2: that is unknown is answered UNSUPPORTED', async () => {
    const ann = await (await room()).open('ann');
    expect((await ann.call('note:sing', {})).error).toMatchObject({ code: 'UNSUPPORTED', retryable: false });
  });

  it('D2: that needs a session is UNSUPPORTED outside one', async () => {
    const test = await room();
    const answer = await new Promise<Json>((resolve) =>
      test.kernel.execute(test.caller('ann'), 'note:follow', { channel: 'room:r' }, resolve),
    );
    expect(JSON.parse(jsonText(answer)).error.code).toBe('UNSUPPORTED');
  });

  it('D3 P8: of the wrong shape is answered INVALID with what is wrong where, and changes nothing', async () => {
    const test = await room();
    const ann = await test.open('ann');
    const answer = await ann.call('note:say', { room: 'r', text: 7 });
    expect(answer.error).toMatchObject({ code: 'INVALID', details: [{ path: 'text' }] });
    expect(test.log.events('room:r')).toHaveLength(0);
  });

  it('D4 P8: beyond the rate is answered RATE_LIMITED with when to come back, per user over all sessions', async () => {
    const rates = { ...RIG_LIMITS.rates, commands: { perSecond: 10, burst: 2 } };
    const test = await room({ limits: { rates } });
    const [phone, desk, bob] = [await test.open('ann'), await test.open('ann'), await test.open('bob')];
    expect((await phone.call('note:say', { room: 'r', text: '1' })).ok).toBe(true);
    expect((await desk.call('note:say', { room: 'r', text: '2' })).ok).toBe(true);
    const refused = await phone.call('note:say', { room: 'r', text: '3' });
    expect(refused.error).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterMs: 100 });
    expect((await bob.call('note:say', { room: 'r', text: '4' })).ok).toBe(true);
    await test.clock.advance(100);
    expect((await phone.call('note:say', { room: 'r', text: '5' })).ok).toBe(true);
  });

  it('D4 P8: what a person takes on one node counts on the others half a second later', async () => {
    const clock = new ManualClock();
    const bus = new FaultyBusHub(clock, new SeededIds(3), { lose: 0, double: 0, delayMs: 5 });
    const shared = world();
    const limits = { rates: { ...RIG_LIMITS.rates, commands: { perSecond: 1, burst: 10 } } };
    const here = await room({ world: shared, clock, bus: bus.node(), seed: 1, limits });
    const there = await room({ world: shared, clock, bus: bus.node(), seed: 2, limits });
    const [ann, annThere, bobThere] = [
      await here.open('ann'),
      await there.open('ann'),
      await there.open('bob'),
    ];
    const say = (who: typeof ann) => who.call('note:say', { room: 'r', text: 'x' });
    for (let n = 0; n < 10; n += 1) expect((await say(ann)).ok).toBe(true);
    for (let n = 0; n < 5; n += 1) expect((await say(annThere)).ok).toBe(true);
    await clock.advance(510);
    expect((await say(annThere)).error).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    expect((await say(ann)).error?.code).toBe('RATE_LIMITED');
    expect((await say(bobThere)).ok).toBe(true);
    // The debt is one burst at most.
    await clock.advance(11_000);
    expect((await say(annThere)).ok).toBe(true);
  });

  it('D5: of somebody disabled is refused, of nobody UNAUTHENTICATED', async () => {
    const test = await room();
    const run = (userId: string) =>
      new Promise<Json>((resolve) =>
        test.kernel.execute(test.caller(userId), 'note:say', { room: 'r', text: 'x' }, resolve),
      );
    test.disabled.add('bob');
    expect(JSON.parse(jsonText(await run('bob'))).error.code).toBe('FORBIDDEN');
    expect(JSON.parse(jsonText(await run('nobody'))).error.code).toBe('UNAUTHENTICATED');
  });

  it('D5: of somebody banned is refused, and says until when and why', async () => {
    const test = await room();
    test.banned.set('bob', { until: '2026-01-02T03:04:05.678Z', reason: 'flood' });
    const answer = await new Promise<Json>((resolve) =>
      test.kernel.execute(test.caller('bob'), 'note:say', { room: 'r', text: 'x' }, resolve),
    );
    expect(JSON.parse(jsonText(answer)).error).toEqual({
      code: 'FORBIDDEN',
      message: 'You are banned until 2026-01-02 03:04 UTC: flood',
      retryable: false,
      details: [
        { path: 'banned.until', message: '2026-01-02T03:04:05.678Z' },
        { path: 'banned.reason', message: 'flood' },
      ],
    });
  });

  it('D20: of somebody muted is refused unless it reads, concerns their own connection, or is quiet', async () => {
    const hush: CommandDef = {
      name: 'note:hush',
      rate: 'commands',
      effect: 'write',
      quiet: true,
      parse: (value) => ({ ok: true, value }),
      decide: async () => ({ kind: 'reply', data: {} }),
    };
    const look: CommandDef = { ...hush, name: 'note:look', effect: 'read', quiet: false };
    const test = await room({ commands: [hush, look] });
    test.muted.set('ann', { until: null, reason: '' });
    const ann = await test.open('ann');
    for (const command of ['note:say', 'note:typing']) {
      expect((await ann.call(command, { room: 'r', text: 'x' })).error).toMatchObject({
        code: 'FORBIDDEN',
        message: 'You are muted.',
      });
    }
    for (const command of ['note:hush', 'note:look']) expect((await ann.call(command, {})).ok).toBe(true);
    expect((await ann.call('note:follow', { channel: 'room:r' })).ok).toBe(true);
    expect(test.log.events('room:r')).toEqual([]);
  });

  it('D6 P8: whose handler breaks is answered INTERNAL without the cause, and the next one works', async () => {
    const broken: CommandDef = {
      name: 'note:break',
      rate: 'commands',
      effect: 'read',
      parse: (value) => ({ ok: true, value }),
      decide: async () => {
        throw new Error('secret cause');
      },
    };
    const test = await room({ commands: [broken] });
    const ann = await test.open('ann');
    const answer = await ann.call('note:break', {});
    expect(answer.error?.code).toBe('INTERNAL');
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(test.telemetry.errors).toHaveLength(1);
    expect((await ann.call('note:say', { room: 'r', text: 'still here' })).ok).toBe(true);
  });

  it('D7 P1: is answered UNAVAILABLE when the log cannot commit, and may be retried', async () => {
    const test = await room();
    const ann = await test.open('ann');
    test.log.beforeCommit = async () => {
      throw new Error('disk full');
    };
    const refused = await ann.call('note:say', { room: 'r', text: 'x', clientId: 'c1' });
    expect(refused.error).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    test.log.beforeCommit = async () => {};
    expect((await ann.call('note:say', { room: 'r', text: 'x', clientId: 'c1' })).ok).toBe(true);
    expect(test.log.events('room:r')).toHaveLength(1);
  });

  it('D19 P1: behind a commit that does not end is answered UNAVAILABLE and not stored; those in it wait for the truth', async () => {
    const test = await room();
    const [ann, bob] = [await test.open('ann'), await test.open('bob')];
    let end = () => {};
    test.log.beforeCommit = () => new Promise((resolve) => (end = resolve));
    const answers: string[] = [];
    const say = (who: typeof ann, text: string) =>
      who
        .call('note:say', { room: 'r', text, clientId: text })
        .then(({ ok, error }) => answers.push(`${text} ${ok ? 'ok' : error?.code}`));
    const first = say(ann, 'first');
    await test.settle();
    const behind = [say(bob, 'behind'), say(ann, 'after it')];
    await test.clock.advance(9_999);
    expect(answers).toEqual([]);
    await test.clock.advance(1);
    await Promise.all(behind);
    await say(bob, 'late');
    expect(answers.toSorted()).toEqual(['after it UNAVAILABLE', 'behind UNAVAILABLE', 'late UNAVAILABLE']);
    test.log.beforeCommit = async () => {};
    end();
    await first;
    await say(bob, 'behind');
    expect(answers.slice(3)).toEqual(['first ok', 'behind ok']);
    expect(test.log.events('room:r')).toHaveLength(2);
  });

  it('D8: whose statement fails is answered INTERNAL and harms no other', async () => {
    const test = await room();
    const [ann, bob] = [await test.open('ann'), await test.open('bob')];
    const failing = ann.call('note:say', { room: 'r', text: 'x', sql: 'fail' });
    const working = bob.call('note:say', { room: 'r', text: 'y' });
    expect((await failing).error?.code).toBe('INTERNAL');
    expect((await working).ok).toBe(true);
  });
});

describe('idempotency', () => {
  it('D9 P3: a retry has one effect and gets the first answer', async () => {
    const test = await room();
    const ann = await test.open('ann');
    const first = await ann.call('note:say', { room: 'r', text: 'once', clientId: 'c1' });
    const again = await (await test.open('ann')).call('note:say', {
      room: 'r',
      text: 'once',
      clientId: 'c1',
    });
    expect(again).toEqual(first);
    expect(test.log.events('room:r')).toHaveLength(1);
  });

  it('D9 P3: two at the same moment have one effect and one answer', async () => {
    const test = await room();
    const ann = await test.open('ann');
    const say = () => ann.call('note:say', { room: 'r', text: 'once', clientId: 'c1' });
    const [first, second] = await Promise.all([say(), say()]);
    expect(second).toEqual(first);
    expect(test.log.events('room:r')).toHaveLength(1);
  });

  it('D10 P3: the same clientId with another payload is CONFLICT', async () => {
    const test = await room();
    const ann = await test.open('ann');
    await ann.call('note:say', { room: 'r', text: 'once', clientId: 'c1' });
    const other = await ann.call('note:say', { room: 'r', text: 'twice', clientId: 'c1' });
    expect(other.error?.code).toBe('CONFLICT');
    expect(test.log.events('room:r')).toHaveLength(1);
  });

  it('D10 P3: the same clientId of another person is another command', async () => {
    const test = await room();
    const [ann, bob] = [await test.open('ann'), await test.open('bob')];
    await ann.call('note:say', { room: 'r', text: 'mine', clientId: 'c1' });
    expect((await bob.call('note:say', { room: 'r', text: 'mine', clientId: 'c1' })).ok).toBe(true);
    expect(test.log.events('room:r')).toHaveLength(2);
  });

  it('D11 P3: a retry is replayed after the right was lost; a new command is refused', async () => {
    const test = await room();
    const ann = await test.open('ann');
    const first = await ann.call('note:say', { room: 'r', text: 'once', clientId: 'c1' });
    await (await test.open('bob')).call('note:allow', { room: 'r', userId: 'ann', read: false });
    expect(await ann.call('note:say', { room: 'r', text: 'once', clientId: 'c1' })).toEqual(first);
    expect((await ann.call('note:say', { room: 'r', text: 'more', clientId: 'c2' })).error?.code).toBe(
      'FORBIDDEN',
    );
  });

  it('D12: a refusal is not remembered: the retry is decided anew', async () => {
    const test = await room();
    const cyd = await test.open('cyd');
    expect((await cyd.call('note:say', { room: 'r', text: 'let me', clientId: 'c1' })).ok).toBe(false);
    await (await test.open('ann')).call('note:allow', { room: 'r', userId: 'cyd', read: true });
    expect((await cyd.call('note:say', { room: 'r', text: 'let me', clientId: 'c1' })).ok).toBe(true);
  });
});

describe('lanes', () => {
  it('D13: commands of a session and channel are written in arrival order, however long each decides', async () => {
    const test = await room();
    const ann = await test.open('ann');
    const slow = ann.call('note:say', { room: 'r', text: 'first', hold: 'h' });
    const fast = ann.call('note:say', { room: 'r', text: 'second' });
    await test.settle();
    expect(test.log.events('room:r')).toHaveLength(0);
    test.holds.get('h')?.();
    await Promise.all([slow, fast]);
    expect(test.log.events('room:r').map(({ data }) => JSON.parse(data).text)).toEqual(['first', 'second']);
  });

  it('D13: another session is not held up by it', async () => {
    const test = await room();
    const [ann, bob] = [await test.open('ann'), await test.open('bob')];
    const slow = ann.call('note:say', { room: 'r', text: 'slow', hold: 'h' });
    expect((await bob.call('note:say', { room: 'r', text: 'quick' })).ok).toBe(true);
    test.holds.get('h')?.();
    expect((await slow).data).toMatchObject({ note: { seq: 2 } });
  });

  it('D14: commands do not await each other’s commit: those that arrive meanwhile go in one batch', async () => {
    const test = await room();
    const ann = await test.open('ann');
    const sizes: number[] = [];
    let release = () => {};
    test.log.beforeCommit = async (batch) => {
      sizes.push(batch.length);
      if (sizes.length === 1) await new Promise<void>((resolve) => (release = resolve));
    };
    const all = ['a', 'b', 'c', 'd'].map((text, index) =>
      index === 0
        ? ann.call('note:say', { room: 'r', text })
        : Promise.resolve()
            .then(() => test.settle())
            .then(() => ann.call('note:say', { room: 'r', text })),
    );
    await test.settle();
    await test.settle();
    release();
    await Promise.all(all);
    expect(sizes[0]).toBe(1);
    expect(sizes.length).toBeLessThanOrEqual(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(4);
  });

  describe('while several write at once commits are spaced', () => {
    async function crowd() {
      const test = await room({ limits: { commitSpacingMs: 20 } });
      const names = Array.from({ length: 140 }, (_, n) => `u${n}`);
      test.readers.set('r', new Set(names));
      const people = await Promise.all(names.map((name) => test.open(name)));
      const say = (count: number) =>
        Promise.all(
          people.slice(0, count).map((person) => person.call('note:say', { room: 'r', text: 'x' })),
        );
      /** Commits made by the time `ms` more have passed. */
      const commitsIn = async (ms: number) => {
        const before = test.log.commits;
        await test.clock.advance(ms);
        return test.log.commits - before;
      };
      return { ...test, say, commitsIn };
    }

    it('D18: and a lone writer never waits', async () => {
      const { say } = await crowd();
      // The clock stands still, and each is answered.
      for (let n = 0; n < 20; n += 1) await say(1);
    });

    it('D18: unless as many wait as the last ones took', async () => {
      const { say, commitsIn } = await crowd();
      for (let n = 0; n < 20; n += 1) await say(4);
      const fewer = say(3);
      expect(await commitsIn(19)).toBe(0);
      expect(await commitsIn(1)).toBe(1);
      await fewer;
    });

    it('D18: and what was large long ago counts no more', async () => {
      const { say, commitsIn, clock } = await crowd();
      await say(100);
      for (let n = 0; n < 16; n += 1) {
        const said = say(4);
        await clock.advance(20);
        await said;
      }
      await say(4);
      const fewer = say(3);
      expect(await commitsIn(19)).toBe(0);
      expect(await commitsIn(1)).toBe(1);
      await fewer;
    });

    it('D18: and one that comes late takes along who comes right after it', async () => {
      const { say, commitsIn } = await crowd();
      for (let n = 0; n < 20; n += 1) await say(4);
      await commitsIn(100);
      const first = say(1);
      expect(await commitsIn(4)).toBe(0);
      const second = say(2);
      expect(await commitsIn(1)).toBe(1);
      await Promise.all([first, second]);
    });

    it('D18: unless they fill a batch', async () => {
      const { say } = await crowd();
      await say(140);
      // Fewer than before, and enough all the same.
      await say(130);
    });
  });

  it('D15 P6: a right lost between decision and commit stops the write', async () => {
    const test = await room();
    const [ann, bob] = [await test.open('ann'), await test.open('bob')];
    await bob.call('note:say', { room: 'r', text: 'warm the cache' });
    let release = () => {};
    test.log.beforeCommit = (batch) =>
      batch.some(({ appends }) => appends[0]?.type === 'note:denied')
        ? new Promise<void>((resolve) => (release = resolve))
        : Promise.resolve();
    const kick = ann.call('note:allow', { room: 'r', userId: 'bob', read: false });
    await test.settle();
    const late = bob.call('note:say', { room: 'r', text: 'too late' });
    await test.settle();
    release();
    expect((await kick).ok).toBe(true);
    expect((await late).error?.code).toBe('FORBIDDEN');
    expect(test.log.events('room:r').map(({ type }) => type)).toEqual(['note:said', 'note:denied']);
  });

  it('D16: after a conflict a command is decided anew, before those behind it in its lane', async () => {
    const test = await room();
    const [ann, bob] = [await test.open('ann'), await test.open('bob')];
    await bob.call('note:say', { room: 'r', text: '0' });
    let release = () => {};
    let held = false;
    test.log.beforeCommit = () => {
      if (held) return Promise.resolve();
      held = true;
      return new Promise<void>((resolve) => (release = resolve));
    };
    // The join raises the version; bob's three, decided on the old one, meet it in the next batch and the one after.
    const join = ann.call('note:allow', { room: 'r', userId: 'cyd', read: true });
    await test.settle();
    const said = ['1', '2', '3'].map((text) => bob.call('note:say', { room: 'r', text }));
    await test.settle();
    release();
    await Promise.all([join, ...said]);
    const texts = test.log
      .events('room:r')
      .flatMap(({ type, data }) => (type === 'note:said' ? [JSON.parse(data).text] : []));
    expect(texts).toEqual(['0', '1', '2', '3']);
    expect(test.telemetry.counts.get('conflicts')).toBeGreaterThan(0);
  });

  it('D16: one that was decided meanwhile, or waits for the next commit, does not overtake it', async () => {
    const test = await room();
    const bob = await test.open('bob');
    let release = () => {};
    test.log.beforeCommit = (batch) =>
      batch[0]?.statements[0] ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();
    const first = bob.call('note:say', { room: 'r', text: '1', sql: 'conflict-once' });
    await test.settle();
    const waiting = bob.call('note:say', { room: 'r', text: '2' });
    await test.settle();
    const deciding = bob.call('note:say', { room: 'r', text: '3', hold: 'h' });
    await test.settle();
    test.log.beforeCommit = async () => {};
    release();
    await test.settle();
    test.holds.get('h')?.();
    await test.settle();
    // Decided anew, it is held again.
    test.holds.get('h')?.();
    await Promise.all([first, waiting, deciding]);
    expect(test.log.events('room:r').map(({ data }) => JSON.parse(data).text)).toEqual(['1', '2', '3']);
  });

  it('D15 P6: so does a change of the person themself', async () => {
    const test = await room();
    const bob = await test.open('bob');
    await bob.call('note:say', { room: 'r', text: 'warm the cache' });
    let release = () => {};
    test.log.beforeCommit = (batch) =>
      batch[0]?.appends[0]?.channel === 'user:bob'
        ? new Promise<void>((resolve) => (release = resolve))
        : Promise.resolve();
    const disabling = test.kernel.commit({
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
    await test.settle();
    const late = bob.call('note:say', { room: 'r', text: 'too late' });
    await test.settle();
    test.disabled.add('bob');
    release();
    await disabling;
    expect((await late).error?.code).toBe('FORBIDDEN');
    expect(test.log.events('room:r')).toHaveLength(1);
  });

  it('D17: a command that never stops conflicting is answered UNAVAILABLE after a bounded number of tries', async () => {
    const test = await room();
    const ann = await test.open('ann');
    const refused = await ann.call('note:say', { room: 'r', text: 'x', sql: 'conflict' });
    expect(refused.error).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    expect(test.telemetry.counts.get('conflicts')).toBe(8);
    expect((await ann.call('note:say', { room: 'r', text: 'y' })).ok).toBe(true);
  });
});
