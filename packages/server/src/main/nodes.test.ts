/** Two nodes of one deployment, through their real doors: what is said or taken away on one holds on the other. */
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInProcessBus } from '../adapters/bus/inprocess/bus.ts';
import { command, PASSWORD, type Person, type TestServer, testServer } from './harness.ts';

describeWith(POSTGRES, findPostgres(), 'two nodes', (bin) => {
  let postgres: PostgresServer;
  let here: TestServer;
  let there: TestServer;
  let olga: Person;

  beforeAll(async () => {
    postgres = await startPostgres(bin, { settings: { fsync: 'off' } });
    const hub = createInProcessBus();
    const env = {
      DATABASE_URL: await postgres.createDatabase(),
      JWT_SECRET: 'a secret that both nodes of this test share',
      LIMIT_LOGIN_FAILURES: '5',
      PRESENCE_GRACE_MS: '100',
    };
    here = await testServer(env, hub);
    there = await testServer(env, hub);
    olga = await here.owner();
  }, 60_000);
  afterAll(async () => {
    await there?.close();
    await here?.close();
    await postgres?.stop();
  });

  /** What a socket hears under a name, in order. */
  function heard(socket: Awaited<ReturnType<Person['dial']>>, name: string): unknown[] {
    const all: unknown[] = [];
    socket.on(name, (...args: unknown[]) => all.push(args[0]));
    return all;
  }

  it('P2 P3: a message said on one is heard on the other, and its key has one effect on both', async () => {
    const ada = await there.register('ada');
    const [mine, theirs] = [await olga.dial('/chat'), await ada.dial('/chat')];
    const room = { roomId: 'general' };
    for (const socket of [mine, theirs]) await command(socket, 'chat:join', room);
    const messages = heard(theirs, 'chat:message');
    const said = { ...room, content: 'from the other node', clientId: 'once' };
    const first = await command(mine, 'chat:message', said);
    expect(first.ok).toBe(true);
    await expect.poll(() => messages).toEqual([expect.objectContaining({ content: 'from the other node' })]);
    const again = await command(await there.known(olga).dial('/chat'), 'chat:message', said);
    expect(again).toEqual(first);
    await command(theirs, 'chat:message', { ...room, content: 'and back' });
    expect(messages).toHaveLength(2);
  });

  it('P6: who is removed on one node hears nothing more on the other', async () => {
    const eve = await there.register('eve');
    const theirs = await eve.dial('/chat');
    const { body } = await olga.ask('POST', '/api/chat/rooms', {
      body: { name: 'Inner circle', visibility: 'private' },
    });
    const roomId = String((body.room as { id: string }).id);
    const path = `/api/chat/rooms/${roomId}/members`;
    expect((await olga.ask('POST', path, { body: { userId: eve.id } })).status).toBe(201);
    expect((await command(theirs, 'chat:join', { roomId })).ok).toBe(true);
    const messages = heard(theirs, 'chat:message');
    const say = (content: string) => olga.ask('POST', `/api/chat/messages/${roomId}`, { body: { content } });
    await say('before');
    await expect.poll(() => messages.length).toBe(1);
    expect((await olga.ask('DELETE', `${path}/${eve.id}`)).status).toBe(200);
    await say('after');
    expect((await command(theirs, 'chat:message', { roomId, content: 'still here?' })).ok).toBe(false);
    expect(messages).toHaveLength(1);
  });

  it('P6: who is banned on one from a room or the server hears nothing more on the other, and why', async () => {
    const eve = await there.register('evan');
    const theirs = await eve.dial('/chat');
    const { body } = await olga.ask('POST', '/api/chat/rooms', { body: { name: 'Market' } });
    const roomId = String((body.room as { id: string }).id);
    expect((await command(theirs, 'chat:join', { roomId })).ok).toBe(true);
    const messages = heard(theirs, 'chat:message');
    const say = (content: string) => olga.ask('POST', `/api/chat/messages/${roomId}`, { body: { content } });
    await say('before');
    await expect.poll(() => messages.length).toBe(1);
    const banning = { body: { reason: 'flood' } };
    expect((await olga.ask('PUT', `/api/chat/rooms/${roomId}/bans/${eve.id}`, banning)).status).toBe(200);
    await say('after');
    expect((await command(theirs, 'chat:join', { roomId })).ok).toBe(false);
    expect(messages).toHaveLength(1);
    const muting = await olga.ask('PUT', `/api/admin/people/${eve.id}/mute`, banning);
    expect(muting.status).toBe(200);
    await expect
      .poll(async () => (await command(theirs, 'chat:create', { name: 'Mine' })).ok, { interval: 50 })
      .toBe(false);
    const closings = heard(theirs, 'session:closing');
    expect((await olga.ask('PUT', `/api/admin/people/${eve.id}/ban`, banning)).status).toBe(200);
    await expect.poll(() => closings).toMatchObject([{ code: 'banned', sanction: { reason: 'flood' } }]);
    expect((await there.known(eve).ask('GET', '/api/auth/me')).status).toBe(401);
  });

  it('P6: a sign-out on one ends the live sessions on the other and its REST calls at once', async () => {
    const bob = await here.register('bob');
    const away = there.known(bob);
    const socket = await away.dial('/chat');
    const closings = heard(socket, 'session:closing');
    expect((await away.ask('GET', '/api/auth/me')).status).toBe(200);
    expect((await bob.ask('POST', '/api/auth/logout')).status).toBe(200);
    await expect.poll(() => closings).toEqual([expect.objectContaining({ code: 'logout' })]);
    expect((await away.ask('GET', '/api/auth/me')).status).toBe(401);
    await expect(away.dial('/chat')).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
  });

  it('P6: a role lost on one is lost on the other', async () => {
    const cem = await here.register('cem');
    const role = (to: string) => olga.ask('PUT', `/api/people/${cem.id}/role`, { body: { role: to } });
    const invite = () => there.known(cem).ask('POST', '/api/people/invites', { body: {} });
    expect((await invite()).status).toBe(403);
    expect((await role('admin')).status).toBe(200);
    await expect.poll(async () => (await invite()).status).toBe(201);
    expect((await role('member')).status).toBe(200);
    expect((await invite()).status).toBe(403);
  });

  it('wrong passwords tried on one count on the other', async () => {
    await here.register('dan');
    const guess = (node: TestServer, password: string) =>
      node.ask('POST', '/api/auth/login', { body: { login: 'dan', password } });
    for (let n = 0; n < 5; n += 1) {
      expect((await guess(n % 2 === 0 ? here : there, `wrong ${n}`)).status).toBe(401);
    }
    for (const node of [here, there]) {
      expect(await guess(node, PASSWORD)).toMatchObject({
        status: 429,
        body: { error: { code: 'RATE_LIMITED', retryable: true } },
      });
    }
  });

  it('P9: who comes online on one is online on the other, and offline when they have gone from both', async () => {
    const fay = await here.register('fay');
    const statusThere = async () => {
      const { body } = await there.known(olga).ask('GET', '/api/people?limit=100');
      const people = body.items as { id: string; status: string }[];
      return people.find(({ id }) => id === fay.id)?.status;
    };
    expect(await statusThere()).toBe('offline');
    const sockets = [await fay.dial('/chat'), await there.known(fay).dial('/chat')];
    await expect.poll(statusThere).toBe('online');
    sockets[1]?.disconnect();
    const lasting = await statusThere();
    sockets[0]?.disconnect();
    await expect.poll(statusThere).toBe('offline');
    expect(lasting).toBe('online');
  });
});
