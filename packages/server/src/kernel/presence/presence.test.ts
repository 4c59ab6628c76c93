import { FaultyBusHub } from '@parley/testkit/kernel/faulty-bus';
import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { type Rig, rig, world } from '@parley/testkit/kernel/rig';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import { describe, expect, it } from 'vitest';
import type { CommandDef } from '../index.ts';

const presenceCommand: CommandDef = {
  name: 'note:presence',
  rate: 'signals',
  effect: 'session',
  parse: (value) => ({ ok: true, value }),
  act: async (context, raw) => {
    const { status, text } = raw as { status: 'away' | 'dnd' | 'online'; text?: string };
    context.session.setPresence(status, text);
    return '{}';
  },
};

const followAll: CommandDef = {
  name: 'note:follow-all',
  rate: 'commands',
  effect: 'session',
  parse: (value) => ({ ok: true, value }),
  act: async (context, raw) => {
    const { channels } = raw as { channels: string[] };
    await Promise.all(channels.map((channel) => context.session.follow(channel)));
    return '{}';
  },
};

async function together(options = {}): Promise<Rig> {
  const test = await rig({ commands: [presenceCommand], ...options });
  test.readers.set('r', new Set(['ann', 'bob']));
  return test;
}

async function enter(test: Rig, userId: string) {
  const person = await test.open(userId);
  await person.call('note:follow', { channel: 'room:r' });
  return person;
}

const statuses = (person: Awaited<ReturnType<typeof enter>>, of: string) =>
  person.connection
    .signals('presence:changed')
    .map(({ data }) => JSON.parse(data))
    .filter(({ userId }) => userId === of)
    .map(({ status }) => status);

describe('presence', () => {
  it('N1: those who follow a channel together learn of each other', async () => {
    const test = await together();
    const ann = await enter(test, 'ann');
    const bob = await enter(test, 'bob');
    expect(statuses(ann, 'bob')).toEqual(['online']);
    expect(statuses(bob, 'ann')).toEqual(['online']);
  });

  it('N1: once each, however many channels they share', async () => {
    const test = await together({ commands: [presenceCommand, followAll] });
    for (const room of ['a', 'b', 'c']) test.readers.set(room, new Set(['ann', 'bob']));
    const [ann, bob] = [await test.open('ann'), await test.open('bob')];
    const channels = ['room:a', 'room:b', 'room:c'];
    await ann.call('note:follow-all', { channels });
    await bob.call('note:follow-all', { channels });
    await test.settle();
    expect(statuses(ann, 'bob')).toEqual(['online']);
    expect(statuses(bob, 'ann')).toEqual(['online']);
    expect(statuses(bob, 'bob')).toEqual([]);
    await bob.call('note:presence', { status: 'away' });
    expect(statuses(ann, 'bob')).toEqual(['online', 'away']);
  });

  it('N2: who shares no channel learns nothing', async () => {
    const test = await together();
    const dan = await test.open('dan');
    await enter(test, 'ann');
    expect(dan.connection.signals('presence:changed').filter(({ actor }) => actor === 'ann')).toEqual([]);
  });

  it('N3 P9: a lost connection shows as offline after the grace, and a reload shows nothing', async () => {
    const test = await together();
    const ann = await enter(test, 'ann');
    const bob = await enter(test, 'bob');
    bob.session.disconnected();
    await test.clock.advance(9_000);
    const again = await enter(test, 'bob');
    await test.clock.advance(20_000);
    expect(new Set(statuses(ann, 'bob'))).toEqual(new Set(['online']));
    again.session.disconnected();
    await test.clock.advance(10_000);
    expect(statuses(ann, 'bob').at(-1)).toBe('offline');
    expect(test.kernel.presence.of('bob')).toMatchObject({ status: 'offline' });
    expect(test.lastSeen.get('bob')).toBe(new Date(test.clock.now()).toISOString());
  });

  it('N4: away and do not disturb aggregate over devices', async () => {
    const test = await together();
    const phone = await enter(test, 'bob');
    const desk = await enter(test, 'bob');
    await phone.call('note:presence', { status: 'away' });
    expect(test.kernel.presence.of('bob').status).toBe('online');
    await desk.call('note:presence', { status: 'away' });
    expect(test.kernel.presence.of('bob').status).toBe('away');
    await desk.call('note:presence', { status: 'dnd', text: 'in a meeting' });
    expect(test.kernel.presence.of('bob')).toMatchObject({ status: 'dnd', text: 'in a meeting' });
    desk.session.disconnected();
    expect(test.kernel.presence.of('bob').status).toBe('away');
  });

  it.each([0, 3_000, 7_000])(
    'N5 P9: a node that dies %d ms after this one renewed shows its people as offline within 30 s',
    async (after) => {
      const clock = new ManualClock();
      const bus = new FaultyBusHub(clock, new SeededIds(3), { lose: 0, double: 0, delayMs: 5 });
      const shared = world();
      const first = await together({ world: shared, clock, bus: bus.node(), seed: 1 });
      const dying = bus.node();
      await clock.advance(after);
      const second = await together({ world: shared, clock, bus: dying, seed: 2 });
      const ann = await enter(first, 'ann');
      await enter(second, 'bob');
      await clock.advance(100);
      expect(statuses(ann, 'bob').at(-1)).toBe('online');
      expect(first.kernel.presence.of('bob').status).toBe('online');
      // Long enough for both to have renewed.
      await clock.advance(20_000);
      // It neither says good-bye nor renews any more.
      dying.publish = () => {};
      await clock.advance(25_000);
      await clock.advance(5_000);
      expect(first.kernel.presence.of('bob').status).toBe('offline');
      expect(statuses(ann, 'bob').at(-1)).toBe('offline');
    },
  );

  it('N8 P9: a node that starts learns at once who is there', async () => {
    const clock = new ManualClock();
    const bus = new FaultyBusHub(clock, new SeededIds(3), { lose: 0, double: 0, delayMs: 5 });
    const shared = world();
    const first = await together({ world: shared, clock, bus: bus.node(), seed: 1 });
    await enter(first, 'bob');
    await clock.advance(100);
    const second = await together({ world: shared, clock, bus: bus.node(), seed: 2 });
    expect(second.kernel.presence.of('bob').status).toBe('offline');
    await clock.advance(10);
    expect(second.kernel.presence.of('bob').status).toBe('online');
    expect(second.kernel.presence.of('dan').status).toBe('offline');
  });

  describe('on two nodes', () => {
    async function two() {
      const clock = new ManualClock();
      const bus = new FaultyBusHub(clock, new SeededIds(3), { lose: 0, double: 0, delayMs: 5 });
      const shared = world();
      const node = (seed: number) => together({ world: shared, clock, bus: bus.node(), seed });
      const first = await node(1);
      const second = await node(2);
      const later = async (ms = 100) => await clock.advance(ms);
      return { bus, first, second, node, later };
    }

    it('N9 P9: who follows where nobody did learns who follows elsewhere, and when they go', async () => {
      const { first, node, later } = await two();
      const bob = await enter(first, 'bob');
      await later();
      const fresh = await node(4);
      const ann = await enter(fresh, 'ann');
      await later();
      expect(statuses(ann, 'bob')).toEqual(['online']);
      bob.session.disconnected();
      await later(11_000);
      expect(statuses(ann, 'bob')).toEqual(['online', 'offline']);
    });

    it('N9 P9: who comes back to a node learns anew who is there elsewhere, and not who went meanwhile', async () => {
      const { first, second, later } = await two();
      first.readers.set('r', new Set(['ann', 'bob', 'cem', 'dan']));
      const ann = await enter(second, 'ann');
      await enter(second, 'dan');
      await enter(first, 'bob');
      const cem = await enter(first, 'cem');
      await later();
      ann.session.disconnected();
      cem.session.disconnected();
      await later(11_000);
      const again = await enter(second, 'ann');
      await later();
      expect([statuses(again, 'bob'), statuses(again, 'dan')]).toEqual([['online'], ['online']]);
      expect(statuses(again, 'cem')).toEqual([]);
    });

    it('N9 P9: what was lost between the nodes is said again when the bus is back', async () => {
      const { bus, first, second, later } = await two();
      const ann = await enter(second, 'ann');
      await later();
      bus.faults.lose = 1;
      const bob = await enter(first, 'bob');
      await later();
      expect([statuses(ann, 'bob'), statuses(bob, 'ann')]).toEqual([[], []]);
      bus.faults.lose = 0;
      bus.becomes(true);
      await later();
      expect([statuses(ann, 'bob'), statuses(bob, 'ann')]).toEqual([['online'], ['online']]);
    });

    it('N2: who shares no channel with them learns nothing', async () => {
      const { first, second, later } = await two();
      const dan = await second.open('dan');
      await enter(first, 'bob');
      await later();
      expect(statuses(dan, 'bob')).toEqual([]);
    });
  });

  it('N7: a change is said once more within 30 s, since a signal may be lost', async () => {
    const test = await together();
    const ann = await enter(test, 'ann');
    const bob = await enter(test, 'bob');
    await bob.call('note:presence', { status: 'away' });
    const before = statuses(ann, 'bob').length;
    await test.clock.advance(30_000);
    expect(statuses(ann, 'bob').slice(before)).toEqual(['away']);
    await test.clock.advance(60_000);
    expect(statuses(ann, 'bob')).toHaveLength(before + 1);
  });

  it('N6 P9: a clock that jumps changes nobody’s presence', async () => {
    const test = await together();
    const ann = await enter(test, 'ann');
    await enter(test, 'bob');
    test.clock.jump(-3_600_000);
    await test.clock.advance(60_000);
    test.clock.jump(7_200_000);
    await test.clock.advance(60_000);
    expect(new Set(statuses(ann, 'bob'))).toEqual(new Set(['online']));
  });
});
