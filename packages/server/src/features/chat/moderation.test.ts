/** Kicking, muting, banning and sweeping away in a room, and what those it happens to notice. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

const HOUR_MS = 3_600_000;
/** Longer than rights are kept without an event. */
const AGE_MS = 6_000;

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let carla: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
    carla = await server.person('carla');
  });
  beforeEach(async () => {
    roomId = (await ada.call('chat:create', { name: 'Tea' })).room.id;
    await ben.call('chat:join', { roomId });
  });
  afterAll(() => server.close());

  const inAnHour = () => new Date(server.clock.now() + HOUR_MS).toISOString();
  const types = (person: Person, channel: string) =>
    person.connection.events(channel).map(({ type }) => type);
  const mine = (person: Person) =>
    person.connection
      .events(`user:${person.id}`)
      .map(({ type, data }) => ({ type, ...JSON.parse(data) }))
      .filter((event) => event.roomId === roomId);
  const say = (person: Person, content = 'hello') => person.call('chat:message', { roomId, content });

  describe('chat:mute', () => {
    it('leaves the right to read, and says until when and why there is no other', async () => {
      const { message } = await say(ben, 'before');
      const until = inAnHour();
      const muting = { roomId, userId: ben.id, until, reason: 'flood' };
      expect(await ada.call('chat:mute', muting)).toEqual({ sanction: { until, reason: 'flood' } });
      const details = [
        { path: 'muted.until', message: until },
        { path: 'muted.reason', message: 'flood' },
      ];
      for (const attempt of [
        ben.refusal('chat:message', { roomId, content: 'x' }),
        ben.refusal('chat:edit', { roomId, messageId: message.id, content: 'x' }),
        ben.refusal('chat:typing', { roomId, isTyping: true }),
      ]) {
        expect(await attempt).toMatchObject({ code: 'FORBIDDEN', details });
        expect((await attempt).message).toContain('flood');
      }
      await vi.waitFor(() =>
        expect(mine(ben).at(-1)).toMatchObject({ type: 'room:muted', muted: { until, reason: 'flood' } }),
      );
      const { room } = await ben.call('chat:room', { roomId });
      expect(room.muted).toEqual({ until, reason: 'flood' });
      expect((await ada.call('chat:room', { roomId })).room).not.toHaveProperty('muted');
      await say(ada, 'after');
      await vi.waitFor(() => expect(types(ben, `room:${roomId}`).at(-1)).toBe('chat:message'));
      await ben.call('chat:delete', { roomId, messageId: message.id });
    });

    it('ends by itself, or by being lifted, and lasts over leaving and coming back', async () => {
      await ada.call('chat:mute', { roomId, userId: ben.id, until: inAnHour(), reason: 'flood' });
      await ben.call('chat:leave', { roomId });
      await ben.call('chat:join', { roomId });
      expect(await ben.refusal('chat:message', { roomId, content: 'x' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      server.clock.pass(HOUR_MS + AGE_MS);
      await say(ben);
      await ada.call('chat:mute', { roomId, userId: ben.id, reason: 'for good' });
      server.clock.pass(1000 * HOUR_MS);
      expect(await ben.refusal('chat:message', { roomId, content: 'x' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      await ada.call('chat:unmute', { roomId, userId: ben.id });
      await say(ben);
      await vi.waitFor(() => expect(mine(ben).at(-1)).toMatchObject({ type: 'room:muted', muted: null }));
      expect((await ben.call('chat:room', { roomId })).room).not.toHaveProperty('muted');
      expect(await ada.call('chat:unmute', { roomId, userId: ben.id })).toEqual({});
    });
  });

  describe('chat:ban', () => {
    it('P6: takes out at once, and keeps out whichever way they try', async () => {
      await ada.call('chat:join', { roomId });
      const until = inAnHour();
      await ada.call('chat:ban', { roomId, userId: ben.id, until, reason: 'flood' });
      const heard = types(ben, `room:${roomId}`);
      await say(ada, 'among us');
      await vi.waitFor(() => expect(types(ada, `room:${roomId}`)).toContain('chat:message'));
      expect(types(ben, `room:${roomId}`)).toEqual(heard);
      expect(mine(ben).at(-1)).toMatchObject({
        type: 'room:removed',
        reason: 'flood',
        banned: { until, reason: 'flood' },
      });
      const banned = { code: 'FORBIDDEN', details: [{ path: 'banned.until', message: until }, {}] };
      expect(await ben.refusal('chat:enter', { roomId })).toMatchObject(banned);
      expect(await ben.refusal('chat:join', { roomId })).toMatchObject(banned);
      expect(await ben.refusal('chat:history', { roomId })).toMatchObject(banned);
      expect(await ben.refusal('channel:subscribe', { channel: `room:${roomId}` })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await carla.raw('chat:enter', { roomId })).toMatchObject({ ok: true });
      expect(await carla.refusal('chat:add-member', { roomId, userId: ben.id })).toMatchObject({
        code: 'FORBIDDEN',
      });
      const list = await ben.call('chat:rooms', { scope: 'public' });
      expect(list.items.map(({ id }) => id)).not.toContain(roomId);
      const { room, members } = await ada.call('chat:room', { roomId });
      expect(members).toHaveLength(room.memberCount);
    });

    it('P6: ends following by who is no member', async () => {
      await carla.call('channel:subscribe', { channel: `room:${roomId}` });
      await ada.call('chat:ban', { roomId, userId: carla.id, reason: 'spying' });
      await say(ben);
      await vi.waitFor(() => expect(types(ben, `room:${roomId}`).at(-1)).toBe('chat:message'));
      expect(types(carla, `room:${roomId}`)).toEqual([]);
      expect((await ada.call('chat:room', { roomId })).room.memberCount).toBe(2);
    });

    it('ends by itself, or by being lifted', async () => {
      await ada.call('chat:ban', { roomId, userId: ben.id, until: inAnHour(), reason: 'flood' });
      server.clock.pass(HOUR_MS + AGE_MS);
      await ben.call('chat:join', { roomId });
      await ada.call('chat:ban', { roomId, userId: ben.id, reason: 'for good' });
      server.clock.pass(1000 * HOUR_MS);
      expect(await ben.refusal('chat:enter', { roomId })).toMatchObject({ code: 'FORBIDDEN' });
      await ada.call('chat:unban', { roomId, userId: ben.id });
      await ben.call('chat:enter', { roomId });
      expect(await ada.call('chat:unban', { roomId, userId: ben.id })).toEqual({});
    });

    it('is for those who rank above, here and on the server; has an end to come; not of direct rooms', async () => {
      await carla.call('chat:enter', { roomId });
      const admin = await server.person(`admin${roomId.slice(-4)}`, 'admin');
      await admin.call('chat:enter', { roomId });
      const of = (userId: string) => ({ roomId, userId, reason: 'x' });
      for (const command of ['chat:ban', 'chat:mute'] as const) {
        expect(await ben.refusal(command, of(carla.id))).toMatchObject({ code: 'FORBIDDEN' });
        expect(await ada.refusal(command, of(admin.id))).toMatchObject({ code: 'FORBIDDEN' });
        expect(await ada.refusal(command, of(ada.id))).toMatchObject({ code: 'FORBIDDEN' });
        expect(await ada.refusal(command, of('nobody'))).toMatchObject({ code: 'NOT_FOUND' });
        const past = new Date(server.clock.now() - 1).toISOString();
        expect(await ada.refusal(command, { ...of(ben.id), until: past })).toMatchObject({
          code: 'INVALID',
          details: [{ path: 'until' }],
        });
        expect(await ada.refusal(command, { ...of(ben.id), reason: ' ' })).toMatchObject({ code: 'INVALID' });
      }
      const direct = await ada.call('chat:direct', { userIds: [ben.id] });
      expect(await admin.refusal('chat:ban', { ...of(ben.id), roomId: direct.room.id })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await ada.refusal('chat:ban', { ...of(ben.id), roomId: direct.room.id })).toMatchObject({
        code: 'FORBIDDEN',
      });
      await ada.call('chat:member-role', { roomId, userId: ben.id, role: 'moderator' });
      await ben.call('chat:mute', of(carla.id));
      await ben.call('chat:ban', of(carla.id));
    });
  });

  describe('chat:sanctions', () => {
    it('lists them page by page, for those who look after the room', async () => {
      await carla.call('chat:enter', { roomId });
      const until = inAnHour();
      await ada.call('chat:mute', { roomId, userId: ben.id, until, reason: 'loud' });
      await ada.call('chat:ban', { roomId, userId: carla.id, reason: 'rude' });
      const first = await ada.call('chat:sanctions', { roomId, limit: 1 });
      expect(first.items).toMatchObject([
        { user: { username: 'carla' }, kind: 'ban', until: null, reason: 'rude', by: ada.id },
      ]);
      const rest = await ada.call('chat:sanctions', { roomId, limit: 1, cursor: first.next ?? '' });
      expect(rest).toMatchObject({ items: [{ user: { username: 'ben' }, kind: 'mute', until }], next: null });
      expect(await ben.refusal('chat:sanctions', { roomId })).toMatchObject({ code: 'FORBIDDEN' });
    });
  });

  describe('what others said', () => {
    it('is deleted by moderators, and the tombstone says so; an author’s own does not', async () => {
      const [theirs, own] = [await say(ben, 'rude'), await say(ada, 'oops')];
      await ada.call('chat:delete', { roomId, messageId: theirs.message.id, reason: 'rude' });
      await ada.call('chat:delete', { roomId, messageId: own.message.id });
      const { items } = await ben.call('chat:history', { roomId });
      expect(items.map(({ content, metadata }) => ({ content, metadata }))).toEqual([
        { content: '', metadata: { removedBy: 'moderator', reason: 'rude' } },
        { content: '', metadata: {} },
      ]);
      const entries = await server.tx
        .withTables<{ audit_entries: { target_id: string; reason: string | null } }>()
        .selectFrom('audit_entries')
        .select(['target_id', 'reason'])
        .where('target_id', 'in', [theirs.message.id, own.message.id])
        .execute();
      expect(entries).toEqual([{ target_id: theirs.message.id, reason: 'rude' }]);
    });

    it('of the last hours goes at once, and only that', async () => {
      await say(ben, 'long ago');
      server.clock.pass(2 * HOUR_MS);
      await say(ada, 'mine');
      for (let n = 0; n < 5; n += 1) await say(ben, `spam ${n}`);
      const sweep = { roomId, userId: ben.id, hours: 1, reason: 'spam' };
      expect(await ben.refusal('chat:purge', sweep)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await ada.call('chat:purge', sweep)).toEqual({ deleted: 5, more: false });
      const { items } = await ada.call('chat:history', { roomId });
      expect(items.map(({ content }) => content)).toEqual(['long ago', 'mine', '', '', '', '', '']);
      await vi.waitFor(() =>
        expect(types(ben, `room:${roomId}`).filter((type) => type === 'chat:deleted')).toHaveLength(5),
      );
      expect(await ada.call('chat:purge', sweep)).toEqual({ deleted: 0, more: false });
      expect(await ada.refusal('chat:purge', { ...sweep, hours: 25 })).toMatchObject({ code: 'INVALID' });
    });
  });

  it('what began a thread goes with its answers, which are counted no more', async () => {
    const root = (await say(ada, 'a thread')).message.id;
    const own = (await say(ben, 'another')).message.id;
    for (const threadId of [root, own, own]) {
      await ben.call('chat:message', { roomId, content: 'spam', threadId });
    }
    expect(await ada.call('chat:purge', { roomId, userId: ben.id, hours: 1 })).toMatchObject({ deleted: 4 });
    const { items } = await ada.call('chat:history', { roomId });
    expect(items.find(({ id }) => id === root)?.thread?.replies ?? 0).toBe(0);
    expect(items.filter(({ content }) => content !== '').map(({ id }) => id)).toContain(root);
  });

  it('being taken out comes with the reason', async () => {
    await ada.call('chat:remove-member', { roomId, userId: ben.id, reason: 'wrong room' });
    await vi.waitFor(() =>
      expect(mine(ben).at(-1)).toMatchObject({ type: 'room:removed', reason: 'wrong room' }),
    );
    await ben.call('chat:enter', { roomId });
  });

  it('nothing was reported as an error of the server', () => {
    expect(server.telemetry.errors).toEqual([]);
  });
});
