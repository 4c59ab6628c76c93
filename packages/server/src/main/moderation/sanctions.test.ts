/** Mutes and bans of the whole server through the real doors, at once on live connections. */
import { describe, expect, it } from 'vitest';
import { onEachDatabase } from '../harness/databases.ts';
import { command, PASSWORD, type Person } from '../harness.ts';
import { AGE_MS, done, HOUR_MS, heard, refused, room, said, stage } from './harness.ts';

onEachDatabase((env) => {
  const on = stage(env);

  describe('a mute on the whole server', () => {
    it('P6: leaves reading, and nothing that tells others anything', async () => {
      const ben = await on.someone();
      const [mine, hers] = [await room(ben), await room(on.olga)];
      await done(ben, 'POST', `/api/chat/rooms/${hers}/join`);
      const own = await said(ben, hers);
      const socket = await ben.dial('/chat');
      expect((await command(socket, 'chat:join', { roomId: hers })).ok).toBe(true);
      const updates = heard(socket, 'user:updated');
      const until = on.in1h();
      const muting = { until, reason: 'cool down' };
      const { user } = await done(on.olga, 'PUT', `/api/admin/people/${ben.id}/mute`, muting);
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
        ['POST', '/api/chat/direct', { userIds: [on.olga.id] }],
        ['POST', `/api/chat/rooms/${mine}/members`, { userId: on.olga.id }],
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

      const later = await said(on.olga, hers, 'still heard');
      await done(ben, 'GET', message);
      await done(ben, 'PUT', `/api/chat/rooms/${hers}/read`, { messageId: later });
      await done(ben, 'PATCH', '/api/auth/me', { locale: 'th' });
      await done(ben, 'POST', '/api/reports', { roomId: hers, messageId: later, reason: 'other' });
      await done(ben, 'PUT', status, { dnd: {} });
      await done(ben, 'PUT', `/api/drafts/${hers}`, { text: 'for later', version: 0 });
      await done(ben, 'POST', '/api/reminders', { messageId: later, remindAt: on.in1h() });
      await done(ben, 'DELETE', `${message}/${own}`);
      await done(ben, 'POST', slash, { text: '/mute' });
      await done(ben, 'POST', `/api/chat/rooms/${hers}/leave`);
    });

    it('P6: keeps back what was scheduled before, and says why', async () => {
      const ben = await on.someone();
      const roomId = await room(ben);
      const sendAt = new Date(on.clock.now() + 1_000).toISOString();
      const body = { roomId, content: 'too late', sendAt };
      const { scheduled } = (await done(ben, 'POST', '/api/scheduled', body)) as {
        scheduled: { id: string };
      };
      await done(on.olga, 'PUT', `/api/admin/people/${ben.id}/mute`, { reason: 'cool down' });
      const failures = async () => {
        const { items } = (await done(ben, 'GET', '/api/scheduled')) as {
          items: { failure: object | null }[];
        };
        return items.map(({ failure }) => failure);
      };
      await expect
        .poll(failures, { timeout: 10_000 })
        .toEqual([{ code: 'FORBIDDEN', message: expect.stringContaining('cool down') }]);
      const now = `/api/scheduled/${scheduled.id}/send`;
      expect((await refused(ben, 'POST', now)).status).toBe(403);
      await done(on.olga, 'DELETE', `/api/admin/people/${ben.id}/mute`);
      await done(ben, 'POST', now);
    });

    it('ends by itself, and by being lifted', async () => {
      const [ben, moderator] = [await on.someone(), await on.someone('moderator')];
      const roomId = await room(ben);
      const path = `/api/admin/people/${ben.id}/mute`;
      const say = async () =>
        (await ben.ask('POST', `/api/chat/messages/${roomId}`, { body: { content: 'x' } })).status;
      await done(moderator, 'PUT', path, {
        until: new Date(on.clock.now() + 60_000).toISOString(),
        reason: 'x',
      });
      expect(await say()).toBe(403);
      on.clock.pass(60_000 + AGE_MS);
      expect(await say()).toBe(201);
      await done(moderator, 'PUT', path, { reason: 'for good' });
      expect(await say()).toBe(403);
      const { user } = await done(moderator, 'DELETE', path);
      expect(user).not.toHaveProperty('muted');
      expect(await say()).toBe(201);
      await done(moderator, 'DELETE', path);
    });

    it('P6: stops a message that was decided on before', async () => {
      const ben = await on.someone();
      const roomId = await room(ben);
      const send = on.server.running.features.all
        .flatMap(({ commands }) => commands)
        .find(({ name }) => name === 'chat:message');
      if (send === undefined || send.effect === 'session') throw new Error('no such command');
      const actor = await on.server.running.features.accounts.identities.find(ben.id);
      if (actor === null) throw new Error('nobody');
      const decision = await send.decide(
        {
          actor,
          loginId: 'l',
          at: new Date(on.clock.now()).toISOString(),
          newId: () => on.server.running.ids.next(),
          access: (kind, id) => kind.access(id, ben.id),
          run: () => Promise.reject(new Error('runs nothing')),
        },
        { roomId, content: 'just in time' },
      );
      if (decision.kind !== 'write') throw new Error('nothing to write');
      await done(on.olga, 'PUT', `/api/admin/people/${ben.id}/mute`, { reason: 'x' });
      const { expect: known = [], statements, appends, answer } = decision.write;
      const own = { channel: `user:${ben.id}`, aclVersion: actor.authVersion };
      const set = { expect: [...known, own], statements, appends, answer };
      expect(await on.server.running.kernel.commit(set)).toMatchObject({ kind: 'conflict', reason: 'acl' });
    });
  });

  describe('a ban from the server', () => {
    const login = ({ username }: Person) =>
      on.server.ask('POST', '/api/auth/login', { body: { login: username, password: PASSWORD } });

    it('P6: signs out everywhere at once, and says until when and why', async () => {
      const ben = await on.someone();
      const roomId = await room(on.olga, {}, ben);
      const socket = await ben.dial('/chat');
      await command(socket, 'chat:join', { roomId });
      const [closings, messages] = [heard(socket, 'session:closing'), heard(socket, 'chat:message')];
      const gone = new Promise((resolve) => socket.once('disconnect', resolve));
      const sanction = { until: on.in1h(), reason: 'threats' };
      const { user } = await done(on.olga, 'PUT', `/api/admin/people/${ben.id}/ban`, sanction);
      expect(user).toMatchObject({ banned: sanction });
      await said(on.olga, roomId, 'among us');
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
          await on.server.ask('POST', '/api/auth/login', {
            body: { login: ben.username, password: 'wrong wrong' },
          })
        ).status,
      ).toBe(401);
    });

    it('ends by itself, and by being lifted', async () => {
      const ben = await on.someone();
      const path = `/api/admin/people/${ben.id}/ban`;
      await done(on.olga, 'PUT', path, {
        until: new Date(on.clock.now() + 60_000).toISOString(),
        reason: 'x',
      });
      expect((await login(ben)).status).toBe(403);
      on.clock.pass(60_000 + AGE_MS);
      expect((await login(ben)).status).toBe(200);
      await done(on.olga, 'PUT', path, { reason: 'for good' });
      expect((await login(ben)).status).toBe(403);
      await done(on.olga, 'DELETE', path);
      const again = await login(ben);
      expect(again.status).toBe(200);
      const token = String(again.body.accessToken);
      await on.server.known({ ...ben, token }).dial('/chat');
    });

    it('is of those beneath oneself, with a reason and an end to come', async () => {
      const [owner, admin, moderator, ben] = [
        await on.someone('owner'),
        await on.someone('admin'),
        await on.someone('moderator'),
        await on.someone(),
      ];
      for (const kind of ['mute', 'ban']) {
        const attempt = (who: Person, whom: { id: string }, body: object = { reason: 'x' }) =>
          refused(who, 'PUT', `/api/admin/people/${whom.id}/${kind}`, body);
        expect((await attempt(ben, moderator)).status).toBe(403);
        expect((await attempt(moderator, admin)).status).toBe(403);
        expect((await attempt(moderator, moderator)).status).toBe(403);
        expect((await attempt(admin, owner)).status).toBe(403);
        expect((await attempt(owner, on.olga)).status).toBe(403);
        expect((await attempt(on.olga, on.olga)).status).toBe(403);
        expect((await attempt(moderator, { id: 'nobody' })).status).toBe(404);
        expect((await attempt(moderator, ben, {})).status).toBe(400);
        const until = new Date(on.clock.now() - 1).toISOString();
        expect(await attempt(moderator, ben, { until, reason: 'x' })).toMatchObject({
          status: 400,
          details: [{ path: 'until' }],
        });
        expect((await attempt(moderator, ben)).status).toBe(200);
        expect((await refused(ben, 'DELETE', `/api/admin/people/${ben.id}/${kind}`)).status).not.toBe(200);
        const { items } = await done(moderator, 'GET', `/api/people?q=${ben.username}`);
        expect(items).toMatchObject([
          { [kind === 'ban' ? 'banned' : 'muted']: { until: null, reason: 'x' } },
        ]);
        await done(moderator, 'DELETE', `/api/admin/people/${ben.id}/${kind}`);
      }
      const { items } = await done(await on.someone(), 'GET', `/api/people?q=${ben.username}`);
      expect(items).toMatchObject([{ username: ben.username }]);
    });
  });

  describe('who is muted or banned now', () => {
    const listed = async (who: Person, query = '') => {
      const { items, next } = await done(who, 'GET', `/api/admin/sanctions${query}`);
      return { items: items as { id: string; muted?: object; banned?: object }[], next };
    };

    it('is listed without those whose time has passed, page by page, for those who look after people', async () => {
      const [ben, cem, dan, moderator] = [
        await on.someone(),
        await on.someone(),
        await on.someone(),
        await on.someone('moderator'),
      ];
      const until = new Date(on.clock.now() + 60_000).toISOString();
      await done(moderator, 'PUT', `/api/admin/people/${ben.id}/mute`, { until, reason: 'loud' });
      await done(moderator, 'PUT', `/api/admin/people/${cem.id}/mute`, { reason: 'loud' });
      await done(moderator, 'PUT', `/api/admin/people/${cem.id}/ban`, { until, reason: 'louder' });
      await done(moderator, 'PUT', `/api/admin/people/${dan.id}/ban`, { reason: 'gone' });
      await done(moderator, 'DELETE', `/api/admin/people/${dan.id}/ban`);
      const mine = async () => {
        const { items } = await listed(moderator, '?limit=200');
        return items.filter(({ id }) => [ben.id, cem.id, dan.id].includes(id));
      };
      expect(await mine()).toMatchObject([
        { id: ben.id, muted: { until, reason: 'loud' } },
        { id: cem.id, muted: { until: null }, banned: { until, reason: 'louder' } },
      ]);
      const all: string[] = [];
      let query = '?limit=1';
      for (;;) {
        const { items, next } = await listed(on.olga, query);
        all.push(...items.map(({ id }) => id));
        if (next === null) break;
        query = `?limit=1&cursor=${next}`;
      }
      expect(all).toEqual((await listed(on.olga, '?limit=200')).items.map(({ id }) => id));
      on.clock.pass(60_000);
      const [only, ...rest] = await mine();
      expect(only).toMatchObject({ id: cem.id, muted: { until: null } });
      expect(only).not.toHaveProperty('banned');
      expect(rest).toEqual([]);
      expect((await refused(await on.someone(), 'GET', '/api/admin/sanctions')).status).toBe(403);
      expect((await on.server.ask('GET', '/api/admin/sanctions')).status).toBe(401);
    });
  });

  describe('the voice', () => {
    it('says what keeps one from writing and how long still, and nothing once it has ended', async () => {
      const ben = await on.someone();
      const roomId = await room(on.olga, {}, ben);
      const voice = async () => (await done(ben, 'GET', `/api/chat/rooms/${roomId}/voice`)).muted;
      expect(await voice()).toBeNull();
      const until = on.in1h();
      await done(on.olga, 'PUT', `/api/chat/rooms/${roomId}/mutes/${ben.id}`, { until, reason: 'here' });
      expect(await voice()).toMatchObject({ until, reason: 'here' });
      await done(on.olga, 'PUT', `/api/admin/people/${ben.id}/mute`, { reason: 'everywhere' });
      expect(await voice()).toEqual({ until: null, reason: 'everywhere', endsInMs: null });
      await done(on.olga, 'DELETE', `/api/admin/people/${ben.id}/mute`);
      const left = (await voice()) as { endsInMs: number };
      expect(left.endsInMs).toBeGreaterThan(0);
      expect(left.endsInMs).toBeLessThanOrEqual(HOUR_MS);
      expect((await refused(ben, 'POST', `/api/chat/messages/${roomId}`, { content: 'x' })).status).toBe(403);
      on.clock.pass(left.endsInMs + AGE_MS);
      const again = await on.server.ask('POST', '/api/auth/login', {
        body: { login: ben.username, password: PASSWORD },
      });
      const back = on.server.known({ ...ben, token: String(again.body.accessToken) });
      expect((await done(back, 'GET', `/api/chat/rooms/${roomId}/voice`)).muted).toBeNull();
      await done(back, 'POST', `/api/chat/messages/${roomId}`, { content: 'back' });
      const stranger = await on.someone();
      const closed = await room(on.server.known(back), { visibility: 'private' });
      expect((await refused(stranger, 'GET', `/api/chat/rooms/${closed}/voice`)).status).toBe(404);
      await on.ownerAgain();
    });
  });
});
