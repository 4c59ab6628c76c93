import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../test/fake-clock.ts';
import { FakeServer } from '../test/fake-server.ts';
import { person } from '../test/people.ts';
import type { ParleyClient } from './api.ts';
import { tokenAuth } from './auth.ts';
import { createClient } from './client.ts';
import { unavailable } from './errors.ts';
import { memoryStorage } from './queue/storage.ts';

/** A client and a server, and a hand on everything between them. */
class Rig {
  readonly clock = new FakeClock();
  readonly server = new FakeServer(this.clock.now);
  readonly client: ParleyClient;
  signedIn = person('ada');

  constructor() {
    this.server.addRoom('r1', ['ada', 'bob']);
    this.server.addRoom('r2', ['ada', 'bob']);
    this.client = createClient({
      url: 'https://talk.example',
      auth: {
        ...tokenAuth('token'),
        me: () => this.signedIn,
        profile: (user) => {
          this.signedIn = user;
        },
      },
      clock: this.clock,
      random: () => 0.5,
      storage: memoryStorage(),
      transports: {
        socket: this.server.port(),
        http: { request: () => Promise.reject(unavailable('no REST here')) },
        network: { online: () => true, watch: () => () => {} },
      },
    });
  }

  /** Carries everything both ways until nobody has anything to say. */
  async carry(): Promise<void> {
    for (let quiet = 0; quiet < 2; ) {
      await settle();
      const { wire } = this.server;
      const task = wire?.inbox.shift() ?? wire?.outbox.shift()?.deliver;
      quiet = task === undefined ? quiet + 1 : 0;
      task?.();
    }
  }

  async passing(ms: number): Promise<void> {
    const until = this.clock.now() + ms;
    while (this.clock.now() < until) {
      await this.clock.advance(Math.min(100, until - this.clock.now()));
      await this.carry();
    }
  }

  async live(): Promise<void> {
    this.client.start();
    await this.carry();
    expect(this.client.connection.getSnapshot().kind).toBe('live');
  }

  unread(roomId: string): number | undefined {
    return this.client.rooms.getSnapshot().rooms.find((room) => room.id === roomId)?.unread;
  }

  shown(roomId: string): readonly string[] {
    return (
      this.client
        .room(roomId)
        .state.getSnapshot()
        .conversation?.messages.map(({ content }) => content) ?? []
    );
  }
}

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.client.stop());

describe('the client', () => {
  it('knows its rooms and what is unread in them once it is live', async () => {
    rig.server.say('bob', 'r1', 'hello');
    await rig.live();
    expect(rig.client.rooms.getSnapshot().ready).toBe(true);
    expect([rig.unread('r1'), rig.unread('r2')]).toEqual([1, 0]);
    rig.server.say('bob', 'r2', 'anyone?');
    await rig.carry();
    expect(rig.unread('r2')).toBe(1);
  });

  it('P4: gets what it missed, with one chat:sync for all channels', async () => {
    await rig.live();
    const open = rig.client.room('r1').open();
    await rig.carry();
    await open;
    rig.server.breakLine(0, 0);
    rig.server.say('bob', 'r1', 'one');
    rig.server.say('bob', 'r2', 'two');
    await rig.clock.advance(500);
    rig.server.heard.length = 0;
    expect(rig.shown('r1')).toEqual([]);
    await rig.carry();
    expect(rig.shown('r1')).toEqual(['one']);
    expect(rig.unread('r2')).toBe(1);
    expect(rig.server.heard).toEqual(['chat:sync']);
  });

  it('P3: says once what it said offline, shown at once and in order', async () => {
    await rig.live();
    rig.client.room('r1').open();
    await rig.carry();
    rig.server.breakLine(0, 0);
    rig.client.room('r1').send('one');
    rig.client.room('r1').send('two');
    expect(rig.shown('r1')).toEqual(['one', 'two']);
    await rig.clock.advance(500);
    // The server takes the first one, and the answer is lost.
    const { wire } = rig.server;
    for (let step = 0; step < 200 && rig.server.messages('r1').length === 0; step += 1) {
      wire?.inbox.shift()?.();
      if (rig.server.messages('r1').length === 0) wire?.outbox.shift()?.deliver();
      await settle();
    }
    rig.server.breakLine(0, 0);
    await rig.passing(3_000);
    expect(rig.server.messages('r1').map(({ content }) => content)).toEqual(['one', 'two']);
    expect(rig.shown('r1')).toEqual(['one', 'two']);
    expect(rig.client.queue.getSnapshot().pending).toEqual([]);
  });

  it('shows why a room can’t be opened', async () => {
    await rig.live();
    const opened = rig.client.room('nowhere').open();
    const refused = expect(opened).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await rig.carry();
    await refused;
    expect(rig.client.room('nowhere').state.getSnapshot()).toMatchObject({
      status: 'failed',
      conversation: null,
    });
  });

  it('opens a room when the line comes, if there is none yet', async () => {
    rig.server.say('bob', 'r1', 'hello');
    const opened = rig.client.room('r1').open();
    expect(rig.client.room('r1').state.getSnapshot().status).toBe('loading');
    await rig.live();
    await opened;
    expect(rig.client.room('r1').state.getSnapshot().status).toBe('open');
    expect(rig.shown('r1')).toEqual(['hello']);
  });

  it('becomes a member by opening a room, and follows it in the list', async () => {
    rig.server.addRoom('r3', ['bob']);
    await rig.live();
    const opened = rig.client.room('r3').open();
    await rig.carry();
    await opened;
    rig.server.say('bob', 'r3', 'welcome');
    await rig.carry();
    expect(rig.shown('r3')).toEqual(['welcome']);
    expect(rig.unread('r3')).toBe(1);
  });

  it('P4: asks at once for what an event shows to be missing', async () => {
    await rig.live();
    rig.client.room('r1').open();
    await rig.carry();
    for (const words of ['one', 'two', 'three', 'four', 'five']) rig.server.say('bob', 'r1', words);
    rig.server.wire?.outbox.splice(0, 4);
    await rig.carry();
    expect(rig.shown('r1')).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(rig.unread('r1')).toBe(5);
  });

  it('P4: takes page after page of what it missed, with what happens meanwhile behind it', async () => {
    await rig.live();
    rig.client.room('r1').open();
    await rig.carry();
    rig.server.breakLine(0, 0);
    for (let index = 0; index < 10; index += 1) rig.server.say('bob', 'r1', String(index));
    await rig.clock.advance(500);
    for (let step = 0; step < 40; step += 1) {
      const { wire } = rig.server;
      (wire?.inbox.shift() ?? wire?.outbox.shift()?.deliver)?.();
      await settle();
      if (step === 3) rig.server.say('bob', 'r1', '10');
    }
    await rig.carry();
    expect(rig.shown('r1')).toEqual(Array.from({ length: 11 }, (_, index) => String(index)));
  });

  it('asks the server, once, for a count that events alone can’t tell', async () => {
    const [first, second] = ['one', 'two', 'three'].map((words) => rig.server.say('bob', 'r1', words));
    rig.server.read('ada', 'r1', first?.id ?? '');
    await rig.live();
    rig.server.heard.length = 0;
    rig.server.remove('bob', 'r1', second?.id ?? '');
    await rig.passing(5_000);
    expect(rig.server.heard).toEqual(['chat:room']);
    expect(rig.unread('r1')).toBe(1);
  });

  it('keeps an acknowledged message until its event has come, and no longer', async () => {
    await rig.live();
    rig.client.room('r1').open();
    await rig.carry();
    const { outcome } = rig.client.room('r1').send('one');
    await settle();
    rig.server.wire?.inbox.shift()?.();
    const [answer, event] = rig.server.wire?.outbox.splice(0) ?? [];
    answer?.deliver();
    await outcome;
    expect(rig.client.queue.getSnapshot().accepted).toHaveLength(1);
    expect(rig.shown('r1')).toEqual(['one']);
    event?.deliver();
    expect(rig.client.queue.getSnapshot().accepted).toEqual([]);
    expect(rig.shown('r1')).toEqual(['one']);
  });

  it('takes over my profile when it changes elsewhere', async () => {
    await rig.live();
    rig.server.rename('ada', 'Countess');
    await rig.carry();
    expect(rig.signedIn.displayName).toBe('Countess');
  });

  it('keeps rooms beyond those of one chat:sync live once they are opened', async () => {
    for (let index = 0; index < 220; index += 1) rig.server.addRoom(`more-${index}`, ['ada', 'bob']);
    await rig.live();
    const followed = rig.server.wire?.follows ?? new Set();
    expect(followed.size).toBe(200);
    const beyond =
      rig.client.rooms.getSnapshot().rooms.find(({ id }) => !followed.has(`room:${id}`))?.id ?? '';
    rig.client.room(beyond).open();
    await rig.carry();
    rig.server.say('bob', beyond, 'hello');
    await rig.carry();
    expect(rig.shown(beyond)).toEqual(['hello']);
    expect(rig.unread(beyond)).toBe(1);
    rig.server.breakLine(0, 0);
    rig.server.say('bob', beyond, 'again');
    await rig.passing(1_000);
    expect(rig.unread(beyond)).toBe(2);
  });

  it('forgets what another person saw when somebody else signs in', async () => {
    rig.server.say('bob', 'r1', 'secret');
    await rig.live();
    rig.client.room('r1').open();
    await rig.carry();
    rig.client.stop();
    rig.signedIn = person('eve');
    rig.server.nextUser = 'eve';
    await rig.live();
    expect(rig.client.rooms.getSnapshot()).toEqual({ ready: true, rooms: [], categories: [] });
    expect(rig.shown('r1')).toEqual([]);
  });

  it('P6: shows nothing more of a room it was taken out of', async () => {
    rig.server.say('bob', 'r1', 'secret');
    await rig.live();
    rig.client.room('r1').open();
    await rig.carry();
    rig.server.leave('ada', 'r1');
    await rig.carry();
    expect(rig.client.rooms.getSnapshot().rooms.map(({ id }) => id)).toEqual(['r2']);
    expect(rig.client.room('r1').state.getSnapshot()).toMatchObject({ status: 'failed', conversation: null });
  });

  it('P6: notices on coming back that it lost a room meanwhile', async () => {
    await rig.live();
    rig.client.room('r1').open();
    await rig.carry();
    rig.server.breakLine(0, 0);
    rig.server.leave('ada', 'r1');
    await rig.passing(1_000);
    expect(rig.client.connection.getSnapshot().kind).toBe('live');
    expect(rig.client.room('r1').state.getSnapshot().status).toBe('failed');
    expect(rig.unread('r1')).toBeUndefined();
  });

  it('P4: begins anew from a snapshot when the server can’t vouch for its past', async () => {
    await rig.live();
    rig.client.room('r1').open();
    await rig.carry();
    for (let index = 0; index < 9; index += 1) rig.server.say('bob', 'r1', String(index));
    rig.server.breakLine(0, 0);
    rig.server.newEpoch('e2');
    rig.server.say('bob', 'r1', 'after');
    await rig.passing(1_000);
    expect(rig.shown('r1')).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', 'after']);
    expect(rig.unread('r1')).toBe(10);
  });

  it('reads a room backwards to its beginning', async () => {
    for (let index = 0; index < 120; index += 1) rig.server.say('bob', 'r1', String(index));
    await rig.live();
    const room = rig.client.room('r1');
    room.open();
    await rig.carry();
    expect(rig.shown('r1')).toHaveLength(30);
    for (const expected of [80, 120, 120]) {
      const loaded = room.loadOlder();
      await rig.carry();
      await loaded;
      expect(rig.shown('r1')).toHaveLength(expected);
    }
    expect(room.state.getSnapshot().conversation?.hasOlder).toBe(false);
  });

  it('shows the surroundings of an old message, and goes on from there to the newest', async () => {
    const said = Array.from({ length: 200 }, (_, index) => rig.server.say('bob', 'r1', String(index)));
    await rig.live();
    const room = rig.client.room('r1');
    room.open();
    await rig.carry();
    const jump = room.loadAround(said[60]?.id ?? '');
    await rig.carry();
    await jump;
    expect(rig.shown('r1')).toContain('60');
    expect(room.state.getSnapshot().conversation?.hasNewer).toBe(true);
    for (let page = 0; page < 3; page += 1) {
      const loaded = room.loadNewer();
      await rig.carry();
      await loaded;
    }
    expect(room.state.getSnapshot().conversation?.hasNewer).toBe(false);
    expect(rig.shown('r1')).toEqual(said.slice(35).map(({ content }) => content));
  });

  it('says that it types at most once in three seconds, and that it stopped at once', async () => {
    await rig.live();
    const room = rig.client.room('r1');
    room.open();
    await rig.carry();
    const waiting = () => rig.server.wire?.inbox.splice(0).length ?? 0;
    room.setTyping(true);
    room.setTyping(true);
    expect(waiting()).toBe(1);
    room.setTyping(false);
    room.setTyping(false);
    expect(waiting()).toBe(1);
    room.setTyping(true);
    await rig.clock.advance(2_999);
    waiting();
    room.setTyping(true);
    expect(waiting()).toBe(0);
    await rig.clock.advance(1);
    room.setTyping(true);
    expect(waiting()).toBe(1);
  });
});

type Act =
  | {
      readonly do: 'say' | 'saySame' | 'edit' | 'remove' | 'read' | 'unread' | 'iSay' | 'iRead' | 'iEdit';
      readonly room: string;
      readonly pick: number;
    }
  | { readonly do: 'break'; readonly processed: number; readonly delivered: number }
  | { readonly do: 'step'; readonly times: number; readonly inward: boolean }
  | { readonly do: 'mangle'; readonly how: 'lose' | 'repeat' | 'swap'; readonly pick: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'trim'; readonly room: string; readonly keep: number }
  | { readonly do: 'epoch' | 'leave' | 'join' };

const roomId = fc.constantFrom('r1', 'r2');
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('say', 'edit', 'remove', 'read', 'unread', 'iSay', 'iRead', 'iEdit'),
      room: roomId,
      pick: fc.nat(50),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('step'), times: fc.nat(8), inward: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(50, 500, 2_000, 20_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('break'), processed: fc.nat(4), delivered: fc.nat(4) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('mangle'),
      how: fc.constantFrom('lose', 'repeat', 'swap'),
      pick: fc.nat(20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trim'), room: roomId, keep: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('epoch', 'leave', 'join') }) },
);

/** Plays one act; gives back the words I said, if any. */
async function play(on: Rig, one: Act, index: number): Promise<string | null> {
  const { server, clock } = on;
  const { wire } = server;
  switch (one.do) {
    case 'break':
      server.breakLine(one.processed, one.delivered);
      break;
    case 'step':
      for (let times = 0; times < one.times; times += 1) {
        if (one.inward) wire?.inbox.shift()?.();
        else wire?.outbox.shift()?.deliver();
        await settle();
      }
      break;
    case 'mangle':
      if (wire) mangle(wire.outbox, one.how, one.pick);
      break;
    case 'pass':
      await clock.advance(one.ms);
      break;
    case 'trim':
      server.trim(`room:${one.room}`, one.keep);
      break;
    case 'epoch':
      server.newEpoch(`e${index + 2}`);
      break;
    case 'leave':
      server.leave('bob', 'r2');
      break;
    case 'join':
      server.join('bob', 'r2');
      break;
    default:
      return talk(on, one.do, one.room, one.pick, index);
  }
  await settle();
  return null;
}

/** Loses, repeats or swaps events on their way, as a broken bus or a bug would; answers stay whole. */
function mangle(
  outbox: NonNullable<FakeServer['wire']>['outbox'],
  how: 'lose' | 'repeat' | 'swap',
  pick: number,
): void {
  const events = outbox.flatMap(({ kind }, index) => (kind === 'event' ? [index] : []));
  const at = events[pick % Math.max(1, events.length)];
  const item = at === undefined ? undefined : outbox[at];
  if (at === undefined || item === undefined) return;
  if (how === 'lose') outbox.splice(at, 1);
  if (how === 'repeat') outbox.splice(at, 0, item);
  if (how === 'swap' && outbox[at + 1]?.kind === 'event')
    outbox.splice(at, 2, ...outbox.slice(at, at + 2).reverse());
}

async function talk({ server, client, clock }: Rig, what: string, room: string, pick: number, index: number) {
  const all = server.messages(room);
  const alive = all.filter(({ deletedAt }) => deletedAt === null);
  const any = alive[pick % Math.max(1, alive.length)];
  const mine = alive.filter(({ userId }) => userId === 'ada');
  const ofMine = mine[pick % Math.max(1, mine.length)];
  const words = `${room} ${index}${['', '', ' @ada', ' @bob'][pick % 4]}`;
  // Edits are dated; two in one millisecond would be a tie.
  await clock.advance(1);
  if (what === 'say') server.say('bob', room, words);
  if (what === 'edit' && any) server.edit(any.userId, room, any.id, `${words} edited`);
  if (what === 'remove' && any) server.remove(any.userId, room, any.id);
  if (what === 'read' && any) server.read('ada', room, any.id);
  if (what === 'unread' && any) server.markUnread('ada', room, any.id);
  if (what === 'iRead' && any) client.room(room).markRead(any.id);
  if (what === 'iEdit' && ofMine) client.room(room).edit(ofMine.id, `${words} by me`);
  if (what !== 'iSay') return null;
  client.room(room).send(words);
  return words;
}

async function story(acts: readonly Act[]): Promise<void> {
  const on = new Rig();
  const { server, client } = on;
  const said: string[] = [];
  try {
    client.room('r1').open();
    await on.live();
    for (const [index, one] of acts.entries()) {
      const words = await play(on, one, index);
      if (words !== null) said.push(words);
    }
    // What was lost at the very end shows with the next event, without another break.
    await on.passing(40_000);
    server.say('bob', 'r1', 'bye');
    const last = server.say('bob', 'r2', 'bye');
    await on.carry();
    server.read('ada', 'r2', last.id);
    await on.passing(40_000);

    expect(client.connection.getSnapshot().kind).toBe('live');
    expect(client.queue.getSnapshot().pending).toEqual([]);
    expect(client.queue.getSnapshot().failed.filter(({ name }) => name === 'chat:message')).toEqual([]);
    for (const room of ['r1', 'r2']) {
      const mine = server.messages(room).filter(({ userId }) => userId === 'ada');
      expect(new Set(mine.map(({ clientId }) => clientId)).size).toBe(mine.length);
      const wanted = said.filter((words) => words.startsWith(room));
      expect(mine).toHaveLength(wanted.length);
      const kept = mine
        .filter(({ editedAt, deletedAt }) => editedAt === null && deletedAt === null)
        .map(({ content }) => content);
      expect(kept).toEqual(wanted.filter((words) => kept.includes(words)));
      const seen = client.rooms.getSnapshot().rooms.find(({ id }) => id === room);
      const truth = server.view(room, 'ada');
      expect(seen).toMatchObject({
        unread: truth.unread,
        mentions: truth.mentions,
        memberCount: truth.memberCount,
        lastMessageAt: truth.lastMessageAt,
        lastReadId: truth.lastReadId,
      });
    }
    const conversation = client.room('r1').state.getSnapshot().conversation;
    const shown =
      conversation?.messages.map(({ delivery: _, error: __, change: ___, ...message }) => message) ?? [];
    const all = server.messages('r1');
    expect(shown.length).toBeGreaterThanOrEqual(Math.min(30, all.length));
    expect(shown).toEqual(all.slice(all.length - shown.length));
  } finally {
    client.stop();
  }
}

describe('whatever happens to the line', () => {
  it('P2 P3 P4 P5: what is shown becomes what the server has, and what I say is said once and in order', async () => {
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 60 }), story), {
      numRuns: Number(process.env.CLIENT_FUZZ_RUNS ?? 150),
      seed: Number(process.env.CLIENT_FUZZ_SEED ?? 20_260_101),
    });
  }, 120_000);
});
