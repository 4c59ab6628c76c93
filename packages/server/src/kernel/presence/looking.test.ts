/** Who is told of whom: those who look, and nobody else, however many are there. And what a person chose to be shown as. */
import { FaultyBusHub } from '@parley/testkit/kernel/faulty-bus';
import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { type Rig, rig, world } from '@parley/testkit/kernel/rig';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import { describe, expect, it } from 'vitest';
import type { ChosenPresence, CommandDef } from '../index.ts';

const session = (name: string, act: (context: Acting, input: never) => unknown): CommandDef => ({
  name,
  rate: 'signals',
  effect: 'session',
  parse: (value) => ({ ok: true, value }),
  act: async (context, raw) => JSON.stringify(act(context, raw as never) ?? {}),
});
type Acting = Parameters<Extract<CommandDef, { effect: 'session' }>['act']>[0];

/** Whom each guest may see; asked anew by the kernel. */
const visible = new Map<string, readonly string[]>();

const commands = (shared: ReturnType<typeof world>): readonly CommandDef[] => [
  session('note:watch', (context, { userIds }: { userIds: string[] }) => {
    const own = visible.get(context.actor.userId);
    const still = own && (async () => visible.get(context.actor.userId) ?? []);
    return { states: context.session.watch(own ? userIds.filter((id) => own.includes(id)) : userIds, still) };
  }),
  session(
    'note:presence',
    (context, { status, text }: { status: 'away' | 'dnd' | 'online'; text?: string }) =>
      context.session.setPresence(status, text),
  ),
  {
    name: 'note:choose',
    rate: 'commands',
    effect: 'write',
    parse: (value) => ({ ok: true, value }),
    decide: async ({ actor, at }, raw) => {
      const chosen = raw as ChosenPresence | null;
      if (chosen === null) shared.chosen.delete(actor.userId);
      else shared.chosen.set(actor.userId, chosen);
      const channel = `user:${actor.userId}`;
      const append = { channel, type: 'note:chose', actor: actor.userId, at, data: '{}' };
      return {
        kind: 'write',
        write: {
          statements: [],
          appends: [{ ...append, acl: { kind: 'changed' } }],
          answer: { kind: 'json', json: '{}' },
        },
      };
    },
  },
];

async function node(options: Parameters<typeof rig>[0] = {}): Promise<Rig> {
  const shared = options.world ?? world();
  return rig({ ...options, world: shared, commands: commands(shared) });
}

type Somebody = Awaited<ReturnType<Rig['open']>>;

const told = (person: Somebody, of: string) =>
  person.connection
    .signals('presence:changed')
    .map(({ data }) => JSON.parse(data))
    .filter(({ userId }) => userId === of);
const statuses = (person: Somebody, of: string) => told(person, of).map(({ status }) => status);

describe('looking', () => {
  it('N10: who looks is told how they are and what changes, though they share no channel', async () => {
    const test = await node();
    const ann = await test.open('ann');
    const bob = await test.open('bob');
    const answer = await ann.call('note:watch', { userIds: ['bob', 'cem'] });
    expect(answer.data?.states).toMatchObject([
      { userId: 'bob', status: 'online' },
      { userId: 'cem', status: 'offline' },
    ]);
    await bob.call('note:presence', { status: 'away' });
    await test.open('cem');
    expect([statuses(ann, 'bob'), statuses(ann, 'cem')]).toEqual([['away'], ['online']]);
    expect(statuses(bob, 'ann')).toEqual([]);
  });

  it('N10: looking at others takes the place of it, and ends with the session', async () => {
    const test = await node();
    const ann = await test.open('ann');
    const bob = await test.open('bob');
    await ann.call('note:watch', { userIds: ['bob'] });
    await ann.call('note:watch', { userIds: ['cem'] });
    await bob.call('note:presence', { status: 'away' });
    expect(statuses(ann, 'bob')).toEqual([]);
    await ann.call('note:watch', { userIds: ['bob'] });
    ann.session.disconnected();
    await bob.call('note:presence', { status: 'online' });
    expect(statuses(ann, 'bob')).toEqual([]);
  });

  it('N10: who follows a channel with them too is told once', async () => {
    const test = await node();
    test.readers.set('r', new Set(['ann', 'bob']));
    const [ann, bob] = [await test.open('ann'), await test.open('bob')];
    for (const person of [ann, bob]) await person.call('note:follow', { channel: 'room:r' });
    await ann.call('note:watch', { userIds: ['bob'] });
    const before = statuses(ann, 'bob').length;
    await bob.call('note:presence', { status: 'dnd' });
    expect(statuses(ann, 'bob').slice(before)).toEqual(['dnd']);
  });

  it('N10 P6: what may no longer be seen is let go within 30 s', async () => {
    const test = await node();
    visible.set('gus', ['bob']);
    const gus = await test.open('gus');
    const bob = await test.open('bob');
    const answer = await gus.call('note:watch', { userIds: ['bob', 'cem'] });
    expect(answer.data?.states).toHaveLength(1);
    await bob.call('note:presence', { status: 'away' });
    visible.set('gus', []);
    await test.clock.advance(30_000);
    const before = statuses(gus, 'bob').length;
    await bob.call('note:presence', { status: 'online' });
    await test.open('cem');
    expect(statuses(gus, 'bob')).toHaveLength(before);
    expect(statuses(gus, 'cem')).toEqual([]);
    visible.delete('gus');
  });

  it('N10: who looks is told on whatever node the other is, and when that node dies', async () => {
    const clock = new ManualClock();
    const bus = new FaultyBusHub(clock, new SeededIds(3), { lose: 0, double: 0, delayMs: 5 });
    const shared = world();
    const here = await node({ world: shared, clock, bus: bus.node(), seed: 1 });
    const dying = bus.node();
    const there = await node({ world: shared, clock, bus: dying, seed: 2 });
    const ann = await here.open('ann');
    await ann.call('note:watch', { userIds: ['bob'] });
    await there.open('bob');
    await clock.advance(100);
    expect(statuses(ann, 'bob')).toEqual(['online']);
    dying.publish = () => {};
    await clock.advance(30_000);
    expect(statuses(ann, 'bob').at(-1)).toBe('offline');
  });

  it('N10: of 200 who come into a room of 5 000, only those who look are told, each of whom they look at', async () => {
    const test = await node();
    const everybody = Array.from({ length: 5_000 }, (_, n) => `p${n}`);
    test.readers.set('r', new Set(everybody));
    const here = await Promise.all(everybody.slice(0, 1_000).map((userId) => test.open(userId)));
    await Promise.all(here.map((person) => person.call('note:follow', { channel: 'room:r' })));
    // Fifty have the list of members open, each at another stretch of it.
    const looking = here.slice(0, 50);
    for (const [n, person] of looking.entries()) {
      const from = 1_000 + n * 70;
      await person.call('note:watch', { userIds: everybody.slice(from, from + 500) });
    }
    const heard = () =>
      here.map((person) =>
        person.connection.signals('presence:changed').filter(({ actor }) => !own(person, actor)),
      );
    const own = (person: Somebody, actor: string) => person.session.userId === actor;
    expect(heard().flat()).toEqual([]);
    for (const userId of everybody.slice(1_000, 1_200)) {
      const person = await test.open(userId);
      await person.call('note:follow', { channel: 'room:r' });
    }
    // p1000…p1199: the first looks at all of them, the second at 130, the third at 60, the others at none.
    expect(heard().map((signals) => signals.length)).toEqual([200, 130, 60, ...Array(997).fill(0)]);
  });
});

describe('what a person chose to be shown as', () => {
  it('N11: do not disturb holds on all devices, whatever these say, and across reconnecting', async () => {
    const test = await node();
    const ann = await test.open('ann');
    await ann.call('note:watch', { userIds: ['bob'] });
    const desk = await test.open('bob');
    await test.open('bob');
    await desk.call('note:choose', { dnd: true });
    await test.settle();
    await desk.call('note:presence', { status: 'away' });
    await desk.call('note:presence', { status: 'online' });
    expect(statuses(ann, 'bob')).toEqual(['online', 'dnd']);
    const again = await test.open('bob', undefined, 'phone');
    expect(test.kernel.presence.of('bob').status).toBe('dnd');
    await again.call('note:choose', null);
    await test.settle();
    expect(statuses(ann, 'bob')).toEqual(['online', 'dnd', 'online']);
  });

  it('N11: a status of one’s own takes the place of a device’s text, and comes with every word of them', async () => {
    const test = await node();
    const ann = await test.open('ann');
    await ann.call('note:watch', { userIds: ['bob'] });
    test.chosen.set('bob', {
      dnd: false,
      custom: { text: 'lunch', emoji: '🍜', until: '2026-01-01T13:00:00.000Z' },
    });
    const bob = await test.open('bob');
    await bob.call('note:presence', { status: 'away', text: 'on the phone' });
    expect(told(ann, 'bob').at(-1)).toMatchObject({ status: 'away', text: 'lunch', emoji: '🍜' });
    await bob.call('note:choose', null);
    await test.settle();
    expect(told(ann, 'bob').at(-1)).toEqual({
      userId: 'bob',
      status: 'away',
      lastSeenAt: null,
      text: 'on the phone',
    });
  });

  it('N11 P9: who disturbs nobody and goes is offline', async () => {
    const test = await node();
    const ann = await test.open('ann');
    await ann.call('note:watch', { userIds: ['bob'] });
    test.chosen.set('bob', { dnd: true });
    const bob = await test.open('bob');
    bob.session.disconnected();
    await test.clock.advance(10_000);
    expect(statuses(ann, 'bob')).toEqual(['dnd', 'offline']);
  });

  it('N11: it is told on the other nodes too, by the change of the person itself', async () => {
    const clock = new ManualClock();
    const bus = new FaultyBusHub(clock, new SeededIds(3), { lose: 0, double: 0, delayMs: 5 });
    const shared = world();
    const here = await node({ world: shared, clock, bus: bus.node(), seed: 1 });
    const there = await node({ world: shared, clock, bus: bus.node(), seed: 2 });
    const ann = await here.open('ann');
    await ann.call('note:watch', { userIds: ['bob'] });
    const desk = await there.open('bob');
    await here.open('bob', undefined, 'phone');
    await clock.advance(100);
    await desk.call('note:choose', { dnd: true });
    await clock.advance(100);
    expect(statuses(ann, 'bob').at(-1)).toBe('dnd');
    await desk.call('note:choose', null);
    await clock.advance(100);
    expect(statuses(ann, 'bob').at(-1)).toBe('online');
  });
});
