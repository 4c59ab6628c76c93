/** Authority over others through the real doors: each act with its entry, and at once on live connections. */

import type { FeatureContract } from '@parley/contract/kernel/define';
import { FEATURES } from '@parley/contract/registry';
import sharp from 'sharp';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../kernel/index.ts';
import { systemClock } from './clock.ts';
import { command, PASSWORD, type Person, type TestServer, testServer } from './harness.ts';

const HOUR_MS = 3_600_000;
/** Longer than rights are kept without an event. */
const AGE_MS = 6_000;

/** The system's, ahead by what a test lets pass. */
class AheadClock implements Clock {
  #ahead = 0;
  now = () => systemClock.now() + this.#ahead;
  monotonic = () => systemClock.monotonic() + this.#ahead;
  after = (delayMs: number, run: () => void) => systemClock.after(delayMs, run);
  pass(ms: number): void {
    this.#ahead += ms;
  }
}

const clock = new AheadClock();
let server: TestServer;
let olga: Person;
let names = 0;

beforeAll(async () => {
  server = await testServer({ AUDIT_KEEP_DAYS: '30' }, undefined, clock);
  olga = await server.owner();
});
afterAll(async () => {
  expect(server.errors.map(({ err }: { err?: unknown }) => String(err))).toEqual(
    server.errors.map(() => expect.stringContaining('not of the shape')),
  );
  await server.close();
});

const in1h = () => new Date(clock.now() + HOUR_MS).toISOString();

async function someone(role = 'member'): Promise<Person> {
  names += 1;
  const person = await server.register(`person${names}`);
  if (role !== 'member') await done(olga, 'PUT', `/api/people/${person.id}/role`, { role });
  return person;
}

/** The body of a success. */
async function done(who: Person, method: string, path: string, body?: object) {
  const answer = await who.ask(method, path, body === undefined ? {} : { body });
  expect(answer.body).not.toHaveProperty('error');
  return answer.body;
}

async function refused(who: Person, method: string, path: string, body?: object) {
  const { status, body: answer } = await who.ask(method, path, body === undefined ? {} : { body });
  const { error } = answer as { error?: { message: string; details?: { path: string; message: string }[] } };
  return { status, ...error };
}

async function room(owner: Person, body: object = {}, ...members: Person[]): Promise<string> {
  const made = (await done(owner, 'POST', '/api/chat/rooms', { name: 'Room', ...body })) as {
    room: { id: string };
  };
  for (const { id: userId } of members) {
    await done(owner, 'POST', `/api/chat/rooms/${made.room.id}/members`, { userId });
  }
  return made.room.id;
}

async function said(who: Person, roomId: string, content = 'hello'): Promise<string> {
  const { message } = (await done(who, 'POST', `/api/chat/messages/${roomId}`, { content })) as {
    message: { id: string };
  };
  return message.id;
}

interface Entry {
  readonly action: string;
  readonly at: string;
  readonly actor: { id: string; username: string };
  readonly target: { kind: string; id: string; name?: string };
  readonly room?: { id: string; name?: string };
  readonly reason?: string;
  readonly details: object;
}

async function entries(query: string): Promise<Entry[]> {
  const { items } = await done(olga, 'GET', `/api/admin/audit?${query}`);
  return items as Entry[];
}

/** What a socket hears under a name, in order. */
function heard(socket: Socket, name: string): unknown[] {
  const all: unknown[] = [];
  socket.on(name, (...args: unknown[]) => all.push(args[0]));
  return all;
}

describe('the audit log', () => {
  const people = (id: string, what: string) => `/api/people/${id}/${what}`;
  const member = (roomId: string, id: string) => `/api/chat/rooms/${roomId}/members/${id}`;
  const sanction = { reason: 'because' };
  type Scenario = () => Promise<string>;

  /** Does the act once, successfully; answers the id of its target. */
  const acts: Record<string, Scenario> = {
    'people:role': async () => {
      const { id } = await someone();
      await done(olga, 'PUT', people(id, 'role'), { role: 'moderator' });
      return id;
    },
    'people:disable': async () => {
      const { id } = await someone();
      await done(olga, 'PUT', people(id, 'disabled'), { disabled: true });
      return id;
    },
    'people:invite': async () => {
      await done(olga, 'POST', '/api/people/invites', {});
      return (await entries('action=people:invite&limit=1'))[0]?.target.id ?? '';
    },
    'job:retry': async () => {
      const id = await deadJob();
      await done(olga, 'POST', `/api/admin/jobs/${id}/retry`);
      return id;
    },
    'job:discard': async () => {
      const id = await deadJob();
      await done(olga, 'DELETE', `/api/admin/jobs/${id}`);
      return id;
    },
    'chat:delete': async () => {
      const [ben, roomId] = [await someone(), await room(olga)];
      await done(ben, 'POST', `/api/chat/rooms/${roomId}/join`);
      const id = await said(ben, roomId);
      await done(olga, 'DELETE', `/api/chat/messages/${roomId}/${id}`);
      return id;
    },
    'chat:remove-member': async () => {
      const ben = await someone();
      await done(olga, 'DELETE', `${member(await room(olga, {}, ben), ben.id)}?reason=because`);
      return ben.id;
    },
    'chat:member-role': async () => {
      const ben = await someone();
      await done(olga, 'PUT', `${member(await room(olga, {}, ben), ben.id)}/role`, { role: 'moderator' });
      return ben.id;
    },
    'chat:purge': async () => {
      const ben = await someone();
      const roomId = await room(olga, {}, ben);
      await said(ben, roomId);
      await done(olga, 'POST', `/api/chat/rooms/${roomId}/purge`, { userId: ben.id, hours: 1 });
      return ben.id;
    },
    ...Object.fromEntries(
      (['mute', 'ban'] as const).flatMap((kind) => [
        [
          `chat:${kind}`,
          async () => {
            const ben = await someone();
            await done(olga, 'PUT', `/api/chat/rooms/${await room(olga)}/${kind}s/${ben.id}`, sanction);
            return ben.id;
          },
        ],
        [
          `chat:un${kind}`,
          async () => {
            const [ben, roomId] = [await someone(), await room(olga)];
            const path = `/api/chat/rooms/${roomId}/${kind}s/${ben.id}`;
            await done(olga, 'PUT', path, sanction);
            await done(olga, 'DELETE', path);
            return ben.id;
          },
        ],
        [
          `moderation:${kind}`,
          async () => {
            const ben = await someone();
            await done(olga, 'PUT', `/api/admin/people/${ben.id}/${kind}`, sanction);
            return ben.id;
          },
        ],
        [
          `moderation:un${kind}`,
          async () => {
            const path = `/api/admin/people/${(await someone()).id}/${kind}`;
            await done(olga, 'PUT', path, sanction);
            await done(olga, 'DELETE', path);
            return path.split('/')[4] ?? '';
          },
        ],
      ]),
    ),
    'emoji:add': emojiAdded,
    'emoji:remove': async () => {
      const id = await emojiAdded();
      await done(olga, 'DELETE', `/api/emoji/${id}`);
      return id;
    },
    'report:resolve': async () => {
      const [ben, roomId] = [await someone(), await room(olga)];
      await done(ben, 'POST', `/api/chat/rooms/${roomId}/join`);
      const about = { roomId, messageId: await said(ben, roomId), reason: 'spam' };
      const { reportId } = await done(await someone(), 'POST', '/api/reports', about);
      await done(olga, 'POST', `/api/reports/${reportId}/resolve`, { outcome: 'dismissed' });
      return String(reportId);
    },
  };

  const audited = FEATURES.flatMap((feature: FeatureContract) => feature.commands).filter(
    (each) => each.audited,
  );

  it('knows an act for each command that is one', () => {
    expect(Object.keys(acts).sort()).toEqual(audited.map(({ name }) => name).sort());
  });

  it.each(audited.map(({ name }) => name))('%s is never without its entry', async (action) => {
    const target = await acts[action]?.();
    const found = await entries(`action=${action}&target=${target}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      action,
      actor: { id: olga.id, username: 'olga' },
      target: { id: target },
    });
  });

  it('what is refused leaves none, and neither does an author’s own', async () => {
    const [ben, roomId] = [await someone(), await room(olga)];
    await done(ben, 'POST', `/api/chat/rooms/${roomId}/join`);
    expect((await refused(ben, 'DELETE', member(roomId, olga.id))).status).toBe(403);
    const own = await said(ben, roomId);
    await done(ben, 'DELETE', `/api/chat/messages/${roomId}/${own}`);
    expect(await entries(`actor=${ben.id}`)).toEqual([]);
  });

  it('is looked through by who, what, whom, where and when, page by page', async () => {
    const ben = await someone();
    const [open, closed] = [
      await room(olga, { name: 'Open' }, ben),
      await room(olga, { visibility: 'private' }, ben),
    ];
    const before = new Date(clock.now()).toISOString();
    clock.pass(1000);
    for (const roomId of [open, closed]) {
      await done(olga, 'DELETE', `${member(roomId, ben.id)}?reason=why%20not`);
      clock.pass(1000);
    }
    const all = await entries(`target=${ben.id}`);
    expect(all).toMatchObject([
      { room: { id: closed }, reason: 'why not', target: { kind: 'user', name: ben.username } },
      { room: { id: open, name: 'Open' } },
    ]);
    expect(all[0]?.room).not.toHaveProperty('name');
    expect(await entries(`roomId=${open}`)).toHaveLength(1);
    expect(await entries(`target=${ben.id}&after=${all[0]?.at}`)).toHaveLength(1);
    expect(await entries(`target=${ben.id}&before=${all[0]?.at}`)).toHaveLength(1);
    expect(await entries(`target=${ben.id}&before=${before}`)).toEqual([]);
    const first = await done(olga, 'GET', `/api/admin/audit?target=${ben.id}&limit=1`);
    const rest = await done(olga, 'GET', `/api/admin/audit?target=${ben.id}&limit=1&cursor=${first.next}`);
    expect([first.items, rest.items].flat()).toEqual(all);
    expect(rest.next).toBeNull();
    expect((await refused(olga, 'GET', '/api/admin/audit?cursor=x')).status).toBe(400);
  });

  it('is for owners and admins', async () => {
    expect((await (await someone('admin')).ask('GET', '/api/admin/audit')).status).toBe(200);
    for (const role of ['moderator', 'member', 'guest']) {
      expect((await refused(await someone(role), 'GET', '/api/admin/audit')).status).toBe(403);
    }
    expect((await server.ask('GET', '/api/admin/audit')).status).toBe(401);
  });

  /** Its id. */
  async function emojiAdded(): Promise<string> {
    names += 1;
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } });
    const image = (await picture.png().toBuffer()).toString('base64');
    const { emoji } = await done(olga, 'POST', '/api/emoji', { name: `ours${names}`, image });
    return (emoji as { id: string }).id;
  }

  /** Dies at once: its data is not what its kind is done with. */
  async function deadJob(): Promise<string> {
    const jobs = [{ kind: 'chat:purge', data: '{}' }];
    const answer = { kind: 'json', json: '{}' } as const;
    await server.running.kernel.commit({ expect: [], statements: [], appends: [], jobs, answer });
    const dead = async () => (await done(olga, 'GET', '/api/admin/jobs')).items as { id: string }[];
    const known = await dead();
    await expect.poll(async () => (await dead()).length).toBeGreaterThan(0);
    return known[0]?.id ?? (await dead())[0]?.id ?? '';
  }
});

describe('a mute on the whole server', () => {
  it('P6: leaves reading, and nothing that tells others anything', async () => {
    const ben = await someone();
    const [mine, hers] = [await room(ben), await room(olga)];
    await done(ben, 'POST', `/api/chat/rooms/${hers}/join`);
    const own = await said(ben, hers);
    const socket = await ben.dial('/chat');
    expect((await command(socket, 'chat:join', { roomId: hers })).ok).toBe(true);
    const updates = heard(socket, 'user:updated');
    const until = in1h();
    const muting = { until, reason: 'cool down' };
    const { user } = await done(olga, 'PUT', `/api/admin/people/${ben.id}/mute`, muting);
    expect(user).toMatchObject({ id: ben.id, muted: muting });
    await expect.poll(() => updates).toMatchObject([{ user: { muted: muting } }]);

    const details = [
      { path: 'muted.until', message: until },
      { path: 'muted.reason', message: 'cool down' },
    ];
    const message = `/api/chat/messages/${hers}`;
    for (const [method, path, body] of [
      ['POST', message, { content: 'x' }],
      ['POST', `/api/chat/messages/${mine}`, { content: 'x' }],
      ['PATCH', `${message}/${own}`, { content: 'x' }],
      ['POST', '/api/chat/rooms', { name: 'Mine' }],
      ['PATCH', `/api/chat/rooms/${mine}`, { name: 'x' }],
      ['POST', '/api/chat/direct', { userIds: [olga.id] }],
      ['POST', `/api/chat/rooms/${mine}/members`, { userId: olga.id }],
    ] as const) {
      expect(await refused(ben, method, path, body)).toMatchObject({ status: 403, details });
    }
    expect((await refused(ben, 'PATCH', '/api/auth/me', { displayName: 'A message' })).status).toBe(403);
    const status = '/api/auth/me/status';
    expect((await refused(ben, 'PUT', status, { custom: { text: 'A message' } })).status).toBe(403);
    const slash = `/api/chat/rooms/${hers}/slash`;
    expect(await refused(ben, 'POST', slash, { text: '/shrug' })).toMatchObject({ status: 403, details });
    expect((await refused(ben, 'POST', message, { content: 'x' })).message).toContain('cool down');
    expect(await command(socket, 'chat:typing', { roomId: hers, isTyping: true })).toMatchObject({
      ok: false,
    });

    const later = await said(olga, hers, 'still heard');
    await done(ben, 'GET', message);
    await done(ben, 'PUT', `/api/chat/rooms/${hers}/read`, { messageId: later });
    await done(ben, 'PATCH', '/api/auth/me', { locale: 'th' });
    await done(ben, 'POST', '/api/reports', { roomId: hers, messageId: later, reason: 'other' });
    await done(ben, 'PUT', status, { dnd: {} });
    await done(ben, 'PUT', `/api/drafts/${hers}`, { text: 'for later', version: 0 });
    await done(ben, 'POST', '/api/reminders', { messageId: later, remindAt: in1h() });
    await done(ben, 'DELETE', `${message}/${own}`);
    await done(ben, 'POST', slash, { text: '/mute' });
    await done(ben, 'POST', `/api/chat/rooms/${hers}/leave`);
  });

  it('P6: keeps back what was scheduled before, and says why', async () => {
    const ben = await someone();
    const roomId = await room(ben);
    const sendAt = new Date(clock.now() + 1_000).toISOString();
    const body = { roomId, content: 'too late', sendAt };
    const { scheduled } = (await done(ben, 'POST', '/api/scheduled', body)) as { scheduled: { id: string } };
    await done(olga, 'PUT', `/api/admin/people/${ben.id}/mute`, { reason: 'cool down' });
    const failures = async () => {
      const { items } = (await done(ben, 'GET', '/api/scheduled')) as { items: { failure: object | null }[] };
      return items.map(({ failure }) => failure);
    };
    await expect
      .poll(failures, { timeout: 10_000 })
      .toEqual([{ code: 'FORBIDDEN', message: expect.stringContaining('cool down') }]);
    const now = `/api/scheduled/${scheduled.id}/send`;
    expect((await refused(ben, 'POST', now)).status).toBe(403);
    await done(olga, 'DELETE', `/api/admin/people/${ben.id}/mute`);
    await done(ben, 'POST', now);
  });

  it('ends by itself, and by being lifted', async () => {
    const [ben, moderator] = [await someone(), await someone('moderator')];
    const roomId = await room(ben);
    const path = `/api/admin/people/${ben.id}/mute`;
    const say = async () =>
      (await ben.ask('POST', `/api/chat/messages/${roomId}`, { body: { content: 'x' } })).status;
    await done(moderator, 'PUT', path, { until: new Date(clock.now() + 60_000).toISOString(), reason: 'x' });
    expect(await say()).toBe(403);
    clock.pass(60_000 + AGE_MS);
    expect(await say()).toBe(201);
    await done(moderator, 'PUT', path, { reason: 'for good' });
    expect(await say()).toBe(403);
    const { user } = await done(moderator, 'DELETE', path);
    expect(user).not.toHaveProperty('muted');
    expect(await say()).toBe(201);
    await done(moderator, 'DELETE', path);
  });

  it('P6: stops a message that was decided on before', async () => {
    const ben = await someone();
    const roomId = await room(ben);
    const send = server.running.features.all
      .flatMap(({ commands }) => commands)
      .find(({ name }) => name === 'chat:message');
    if (send === undefined || send.effect === 'session') throw new Error('no such command');
    const actor = await server.running.features.accounts.identities.find(ben.id);
    if (actor === null) throw new Error('nobody');
    const decision = await send.decide(
      {
        actor,
        loginId: 'l',
        at: new Date(clock.now()).toISOString(),
        newId: () => server.running.ids.next(),
        access: (kind, id) => kind.access(id, ben.id),
        run: () => Promise.reject(new Error('runs nothing')),
      },
      { roomId, content: 'just in time' },
    );
    if (decision.kind !== 'write') throw new Error('nothing to write');
    await done(olga, 'PUT', `/api/admin/people/${ben.id}/mute`, { reason: 'x' });
    const { expect: known = [], statements, appends, answer } = decision.write;
    const own = { channel: `user:${ben.id}`, aclVersion: actor.authVersion };
    const set = { expect: [...known, own], statements, appends, answer };
    expect(await server.running.kernel.commit(set)).toMatchObject({ kind: 'conflict', reason: 'acl' });
  });
});

describe('a ban from the server', () => {
  const login = ({ username }: Person) =>
    server.ask('POST', '/api/auth/login', { body: { login: username, password: PASSWORD } });

  it('P6: signs out everywhere at once, and says until when and why', async () => {
    const ben = await someone();
    const roomId = await room(olga, {}, ben);
    const socket = await ben.dial('/chat');
    await command(socket, 'chat:join', { roomId });
    const [closings, messages] = [heard(socket, 'session:closing'), heard(socket, 'chat:message')];
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    const sanction = { until: in1h(), reason: 'threats' };
    const { user } = await done(olga, 'PUT', `/api/admin/people/${ben.id}/ban`, sanction);
    expect(user).toMatchObject({ banned: sanction });
    await said(olga, roomId, 'among us');
    expect(await gone).toBe('io server disconnect');
    expect(closings).toMatchObject([{ code: 'banned', retryable: false, sanction }]);
    expect(messages).toEqual([]);
    expect((await ben.ask('GET', '/api/auth/me')).status).toBe(401);
    await expect(ben.dial('/chat')).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    const { status, body } = await login(ben);
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('threats'),
      details: [
        { path: 'banned.until', message: sanction.until },
        { path: 'banned.reason', message: 'threats' },
      ],
    });
    expect(
      (
        await server.ask('POST', '/api/auth/login', {
          body: { login: ben.username, password: 'wrong wrong' },
        })
      ).status,
    ).toBe(401);
  });

  it('ends by itself, and by being lifted', async () => {
    const ben = await someone();
    const path = `/api/admin/people/${ben.id}/ban`;
    await done(olga, 'PUT', path, { until: new Date(clock.now() + 60_000).toISOString(), reason: 'x' });
    expect((await login(ben)).status).toBe(403);
    clock.pass(60_000 + AGE_MS);
    expect((await login(ben)).status).toBe(200);
    await done(olga, 'PUT', path, { reason: 'for good' });
    expect((await login(ben)).status).toBe(403);
    await done(olga, 'DELETE', path);
    const again = await login(ben);
    expect(again.status).toBe(200);
    const token = String(again.body.accessToken);
    await server.known({ ...ben, token }).dial('/chat');
  });

  it('is of those beneath oneself, with a reason and an end to come', async () => {
    const [owner, admin, moderator, ben] = [
      await someone('owner'),
      await someone('admin'),
      await someone('moderator'),
      await someone(),
    ];
    for (const kind of ['mute', 'ban']) {
      const attempt = (who: Person, whom: { id: string }, body: object = { reason: 'x' }) =>
        refused(who, 'PUT', `/api/admin/people/${whom.id}/${kind}`, body);
      expect((await attempt(ben, moderator)).status).toBe(403);
      expect((await attempt(moderator, admin)).status).toBe(403);
      expect((await attempt(moderator, moderator)).status).toBe(403);
      expect((await attempt(admin, owner)).status).toBe(403);
      expect((await attempt(owner, olga)).status).toBe(403);
      expect((await attempt(olga, olga)).status).toBe(403);
      expect((await attempt(moderator, { id: 'nobody' })).status).toBe(404);
      expect((await attempt(moderator, ben, {})).status).toBe(400);
      const until = new Date(clock.now() - 1).toISOString();
      expect(await attempt(moderator, ben, { until, reason: 'x' })).toMatchObject({
        status: 400,
        details: [{ path: 'until' }],
      });
      expect((await attempt(moderator, ben)).status).toBe(200);
      expect((await refused(ben, 'DELETE', `/api/admin/people/${ben.id}/${kind}`)).status).not.toBe(200);
      const { items } = await done(moderator, 'GET', `/api/people?q=${ben.username}`);
      expect(items).toMatchObject([{ [kind === 'ban' ? 'banned' : 'muted']: { until: null, reason: 'x' } }]);
      await done(moderator, 'DELETE', `/api/admin/people/${ben.id}/${kind}`);
    }
    const { items } = await done(await someone(), 'GET', `/api/people?q=${ben.username}`);
    expect(items).toMatchObject([{ username: ben.username }]);
  });
});

describe('reports', () => {
  it('P6: reach moderators live, and nobody once they are none', async () => {
    const [ben, eve, moderator] = [await someone(), await someone(), await someone('moderator')];
    const roomId = await room(ben, { name: 'Garden' }, eve);
    const [first, second] = [await said(eve, roomId, 'rude words'), await said(eve, roomId, 'more of them')];
    const socket = await moderator.dial('/');
    const channel = { channel: 'staff:reports' };
    expect((await command(socket, 'channel:subscribe', channel)).data).toMatchObject({ recovered: false });
    const events: { report: object }[] = [];
    const metas: { actor: string }[] = [];
    socket.on('report:created', (data, meta) => {
      events.push(data);
      metas.push(meta);
    });
    const stranger = await (await someone()).dial('/');
    expect((await command(stranger, 'channel:subscribe', channel)).error?.code).toBe('NOT_FOUND');
    await done(ben, 'POST', '/api/reports', { roomId, messageId: first, reason: 'harassment', note: 'look' });
    await expect
      .poll(() => events)
      .toMatchObject([
        {
          report: {
            author: { id: eve.id, username: eve.username },
            room: { id: roomId, name: 'Garden' },
            content: 'rude words',
            reason: 'harassment',
            note: 'look',
            resolution: null,
          },
        },
      ]);
    // Whoever reported is told in no event: one about a moderator reaches them too.
    expect(JSON.stringify([events, metas])).not.toContain(ben.id);
    await done(olga, 'PUT', `/api/people/${moderator.id}/role`, { role: 'member' });
    await done(ben, 'POST', '/api/reports', { roomId, messageId: second, reason: 'spam' });
    expect((await command(socket, 'channel:subscribe', channel)).error?.code).toBe('NOT_FOUND');
    expect(events).toHaveLength(1);
    expect((await refused(moderator, 'GET', '/api/reports')).status).toBe(403);
  });

  it('keep what was said, whatever becomes of it, and who reported from whom it is about', async () => {
    const [ben, cem, eve] = [await someone(), await someone(), await someone('moderator')];
    const roomId = await room(ben, { visibility: 'private' }, cem, eve);
    const messageId = await said(eve, roomId, 'the evidence');
    const about = { roomId, messageId, reason: 'hate' };
    const { reportId } = await done(ben, 'POST', '/api/reports', about);
    await done(cem, 'POST', '/api/reports', about);
    expect((await refused(ben, 'POST', '/api/reports', about)).status).toBe(409);
    await done(eve, 'PATCH', `/api/chat/messages/${roomId}/${messageId}`, { content: 'harmless' });
    await done(eve, 'DELETE', `/api/chat/messages/${roomId}/${messageId}`);
    const of = async (who: Person, status = 'open') => {
      const { items } = await done(who, 'GET', `/api/reports?status=${status}&limit=200`);
      return (items as { messageId: string }[]).filter((report) => report.messageId === messageId);
    };
    expect(await of(olga)).toMatchObject([
      { content: 'the evidence', reporter: { id: cem.id } },
      { content: 'the evidence', reporter: { id: ben.id }, room: { id: roomId } },
    ]);
    for (const report of await of(eve)) expect(report).not.toHaveProperty('reporter');
    const path = `/api/reports/${reportId}/resolve`;
    expect((await refused(eve, 'POST', path, { outcome: 'dismissed' })).status).toBe(403);
    expect((await refused(ben, 'POST', path, { outcome: 'dismissed' })).status).toBe(403);
    expect((await refused(olga, 'POST', '/api/reports/nothing/resolve', { outcome: 'removed' })).status).toBe(
      404,
    );
    expect((await refused(olga, 'POST', path, { outcome: 'eaten' })).status).toBe(400);
    await done(olga, 'POST', path, { outcome: 'removed', note: 'deleted' });
    expect(await of(olga)).toEqual([]);
    const resolution = { outcome: 'removed', note: 'deleted', by: { username: 'olga' } };
    expect(await of(olga, 'resolved')).toMatchObject([{ resolution }, { resolution }]);
    expect((await refused(olga, 'POST', path, { outcome: 'removed' })).status).toBe(409);
    const logged = await entries(`target=${reportId}`);
    expect(JSON.stringify(logged)).not.toContain('evidence');
  });

  it('are of what one sees and others said, and not too many', async () => {
    const [ben, eve] = [await someone(), await someone()];
    const [open, closed] = [await room(eve), await room(eve, { visibility: 'private' })];
    const hidden = await said(eve, closed);
    const reason = 'other';
    const send = (roomId: string, messageId: string, who = ben) =>
      refused(who, 'POST', '/api/reports', { roomId, messageId, reason });
    expect((await send(closed, hidden)).status).toBe(404);
    expect((await send(open, hidden)).status).toBe(404);
    const gone = await said(eve, open);
    await done(eve, 'DELETE', `/api/chat/messages/${open}/${gone}`);
    expect((await send(open, gone)).status).toBe(404);
    const message = await said(eve, open);
    expect((await send(open, message, eve)).status).toBe(400);
    expect(
      (await refused(ben, 'POST', '/api/reports', { roomId: open, messageId: message, reason: 'x' })).status,
    ).toBe(400);
    for (let n = 0; n < 20; n += 1) expect((await send(open, await said(eve, open))).status).toBe(201);
    expect(await send(open, message)).toMatchObject({ status: 429, retryable: true });
    clock.pass(HOUR_MS);
    // Whoever was signed in then has to be anew.
    olga = await server.owner();
    const again = await someone();
    const late = await said(olga, 'general');
    expect((await send('general', late, again)).status).toBe(201);
  });
});

describe('sweeping away', () => {
  it('goes on by itself when there is much, and takes nothing else', async () => {
    const ben = await someone();
    const roomId = await room(olga, {}, ben);
    const first = await said(olga, roomId, 'stays');
    for (let n = 0; n < 450; n += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, m) => said(ben, roomId, `spam ${n + m}`)));
    }
    await said(olga, roomId, 'stays too');
    const answer = await done(olga, 'POST', `/api/chat/rooms/${roomId}/purge`, { userId: ben.id, hours: 1 });
    expect(answer).toEqual({ deleted: 199, more: true });
    const left = async (where: string) => {
      const { items } = await done(olga, 'GET', `/api/chat/messages/${roomId}?${where}limit=200`);
      return (items as { content: string }[]).map(({ content }) => content).filter((text) => text !== '');
    };
    await expect.poll(() => left(`around=${first}&`), { timeout: 10_000 }).toEqual(['stays']);
    expect(await left('')).toEqual(['stays too']);
  });
});

describe('a guest', () => {
  it('P6: sees only the rooms they were brought into, and the people of those', async () => {
    const [guest, ben, eve] = [await someone('guest'), await someone(), await someone()];
    const [shared, open] = [
      await room(ben, { name: 'Shared' }, guest),
      await room(ben, { name: 'Elsewhere' }),
    ];
    const rooms = async (scope: string) => {
      const { items } = await done(guest, 'GET', `/api/chat/rooms${scope}`);
      return (items as { name: string }[]).map(({ name }) => name);
    };
    expect(await rooms('?scope=public')).not.toContain('Elsewhere');
    expect(await rooms('?scope=public&q=else')).toEqual([]);
    expect(await rooms('')).toContain('Shared');
    for (const [method, path] of [
      ['GET', `/api/chat/rooms/${open}`],
      ['GET', `/api/chat/rooms/${open}/members`],
      ['GET', `/api/chat/messages/${open}`],
      ['POST', `/api/chat/rooms/${open}/join`],
    ] as const) {
      expect((await refused(guest, method, path)).status).toBe(404);
    }
    expect((await refused(guest, 'GET', '/api/people')).status).toBe(403);
    expect((await refused(guest, 'POST', '/api/chat/direct', { userIds: [eve.id] })).status).toBe(403);
    expect((await refused(guest, 'POST', '/api/chat/rooms', { name: 'x' })).status).toBe(403);
    const socket = await guest.dial('/chat');
    const presence = heard(socket, 'presence:changed') as { userId: string }[];
    expect((await command(socket, 'channel:subscribe', { channel: `room:${open}` })).error?.code).toBe(
      'NOT_FOUND',
    );
    expect((await command(socket, 'channel:subscribe', { channel: `user:${ben.id}` })).error?.code).toBe(
      'NOT_FOUND',
    );
    await command(socket, 'chat:join', { roomId: shared });
    const [bens, eves] = [await ben.dial('/chat'), await eve.dial('/chat')];
    await command(eves, 'channel:subscribe', { channel: `room:${open}` });
    await command(bens, 'chat:join', { roomId: open });
    await command(bens, 'chat:join', { roomId: shared });
    await expect.poll(() => presence.map(({ userId }) => userId)).toContain(ben.id);
    expect(presence.map(({ userId }) => userId)).not.toContain(eve.id);
  });

  it('P6: who is made one loses what is not theirs at once, live', async () => {
    const [ben, eve] = [await someone(), await someone()];
    const roomId = await room(ben);
    const socket = await eve.dial('/chat');
    expect((await command(socket, 'channel:subscribe', { channel: `room:${roomId}` })).ok).toBe(true);
    const messages = heard(socket, 'chat:message');
    await said(ben, roomId, 'before');
    await expect.poll(() => messages.length).toBe(1);
    await done(olga, 'PUT', `/api/people/${eve.id}/role`, { role: 'guest' });
    await said(ben, roomId, 'after');
    expect((await command(socket, 'chat:history', { roomId })).error?.code).toBe('NOT_FOUND');
    expect(messages).toHaveLength(1);
  });
});
