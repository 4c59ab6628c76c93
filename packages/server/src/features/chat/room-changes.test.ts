/** What changes of a room, who may change it, and what that refuses to whom. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let admin: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    ben = await server.person('ben');
    admin = await server.person('root', 'admin');
  });

  afterAll(() => server.close());

  beforeEach(async () => {
    roomId = (await ada.call('chat:create', { name: 'Tea', topic: 'green' })).room.id;
    await ben.call('chat:join', { roomId });
  });

  const eventsOf = (person: Person, type: string) =>
    person.connection
      .events(`room:${roomId}`)
      .filter((event) => event.type === type)
      .map(({ data }) => JSON.parse(data));
  const roomOf = async (person: Person) => (await person.call('chat:room', { roomId })).room;
  const promote = (person: Person) =>
    ada.call('chat:member-role', { roomId, userId: person.id, role: 'moderator' });

  describe('a topic', () => {
    it('is a line of its own, told to the room and said in it', async () => {
      expect(await roomOf(ben)).toMatchObject({ topic: 'green', description: '' });
      await ada.call('chat:update-room', { roomId, topic: '  black  ', name: 'Black tea' });
      expect(eventsOf(ben, 'room:updated').at(-1)?.room).toMatchObject({ topic: 'black', name: 'Black tea' });
      expect(eventsOf(ben, 'chat:message')).toMatchObject([
        { type: 'system', userId: ada.id, metadata: { kind: 'name', name: 'Black tea' } },
        {
          type: 'system',
          content: 'changed the topic to “black”',
          metadata: { kind: 'topic', topic: 'black' },
        },
      ]);
      await ada.call('chat:update-room', { roomId, topic: 'black' });
      expect(eventsOf(ben, 'room:updated')).toHaveLength(1);
    });

    it.each([
      ['of two lines', 'a\nb'],
      ['that is too long', 'x'.repeat(251)],
      ['with NUL', 'a\0b'],
    ])('is refused %s', async (_, topic) => {
      expect(await ada.refusal('chat:update-room', { roomId, topic })).toMatchObject({ code: 'INVALID' });
    });

    it('is for moderators and owners', async () => {
      const change = { roomId, topic: 'mine' };
      expect(await ben.refusal('chat:update-room', change)).toMatchObject({ code: 'FORBIDDEN' });
      await promote(ben);
      expect((await ben.call('chat:update-room', change)).room.topic).toBe('mine');
    });
  });

  describe('what the server says in a room', () => {
    it('is unread to nobody, and nobody’s to change or take away', async () => {
      await ada.call('chat:update-room', { roomId, topic: 'black' });
      expect((await roomOf(ben)).unread).toBe(0);
      await ada.call('chat:message', { roomId, content: 'hello' });
      expect((await roomOf(ben)).unread).toBe(1);
      const [said] = eventsOf(ben, 'chat:message');
      const its = { roomId, messageId: said.id };
      expect(await ada.refusal('chat:edit', { ...its, content: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await ada.refusal('chat:delete', its)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await ben.call('chat:read', its)).toMatchObject({ unread: 1 });
    });

    it('is no word a person can send', async () => {
      const sent = await ada.raw('chat:message', { roomId, content: 'x', type: 'system' });
      expect(sent.error).toMatchObject({ code: 'INVALID' });
    });
  });

  describe('permissions', () => {
    it('P6: a read-only room takes words from moderators only, from the next message on', async () => {
      await ben.call('chat:message', { roomId, content: 'still' });
      const { room } = await ada.call('chat:update-room', { roomId, permissions: { post: 'moderator' } });
      expect(room.permissions).toEqual({
        post: 'moderator',
        invite: 'member',
        pin: 'member',
        mentionAll: 'member',
        upload: 'member',
      });
      expect(await ben.refusal('chat:message', { roomId, content: 'no' })).toMatchObject({
        code: 'FORBIDDEN',
        message: 'This room is read-only: its moderators post here.',
        details: [{ path: 'roomId', message: 'read-only' }],
      });
      expect(await ben.refusal('chat:typing', { roomId, isTyping: true })).toMatchObject({
        code: 'FORBIDDEN',
      });
      await promote(ben);
      await ben.call('chat:message', { roomId, content: 'now I may' });
    });

    it('say who pins, and leave answering in passing to everybody', async () => {
      const { message } = await ada.call('chat:message', { roomId, content: 'rules' });
      const its = { roomId, messageId: message.id };
      await ada.call('chat:update-room', { roomId, permissions: { pin: 'moderator', post: 'moderator' } });
      expect(await ben.refusal('chat:pin', its)).toMatchObject({ code: 'FORBIDDEN' });
      await ben.call('chat:react', { ...its, emoji: '👍' });
      await promote(ben);
      expect((await ben.call('chat:pin', its)).pinned).toMatchObject({ by: ben.id });
    });

    it('leave what one has said to oneself', async () => {
      const { message } = await ben.call('chat:message', { roomId, content: 'tpyo' });
      await ada.call('chat:update-room', { roomId, permissions: { post: 'owner' } });
      const fixed = { roomId, messageId: message.id, content: 'typo' };
      expect((await ben.call('chat:edit', fixed)).message.content).toBe('typo');
      expect(await ada.refusal('chat:edit', fixed)).toMatchObject({ code: 'FORBIDDEN' });
    });

    it('say who brings people in', async () => {
      const carla = await server.person(`carla${roomId.slice(-4)}`);
      await ada.call('chat:update-room', { roomId, permissions: { invite: 'moderator' } });
      const add = { roomId, userId: carla.id };
      expect(await ben.refusal('chat:add-member', add)).toMatchObject({ code: 'FORBIDDEN' });
      await ada.call('chat:update-room', { roomId, permissions: { invite: 'member' } });
      expect((await ben.call('chat:add-member', add)).member.id).toBe(carla.id);
    });

    it('a right to bring people in that ends meanwhile stops it', async () => {
      const carla = await server.person(`dora${roomId.slice(-4)}`);
      const adding = await server.decide(ben, 'chat:add-member', { roomId, userId: carla.id });
      await ada.call('chat:update-room', { roomId, permissions: { invite: 'owner' } });
      expect(await server.kernel.commit(adding)).toMatchObject({ kind: 'conflict', reason: 'rows' });
    });

    it('are the owners’ to set, and a direct room has none', async () => {
      await promote(ben);
      const change = { roomId, permissions: { post: 'moderator' } } as const;
      expect(await ben.refusal('chat:update-room', change)).toMatchObject({ code: 'FORBIDDEN' });
      // What changes nothing is nobody's business.
      await ben.call('chat:update-room', { roomId, permissions: { post: 'member' } });
      expect((await admin.call('chat:update-room', change)).room.permissions.post).toBe('moderator');
      const { room: direct } = await ada.call('chat:direct', { userIds: [ben.id] });
      expect(
        await ada.refusal('chat:update-room', { roomId: direct.id, permissions: { post: 'owner' } }),
      ).toMatchObject({ code: 'FORBIDDEN' });
      const wrong = await ada.raw('chat:update-room', { roomId, permissions: { post: 'nobody' } });
      expect(wrong.error).toMatchObject({ code: 'INVALID' });
    });

    it('of two changes at once neither forgets the other', async () => {
      const one = await server.decide(ada, 'chat:update-room', {
        roomId,
        permissions: { post: 'moderator' },
      });
      const two = await server.decide(ada, 'chat:update-room', { roomId, topic: 'other' });
      expect(await server.kernel.commit(one)).toMatchObject({ kind: 'committed' });
      expect(await server.kernel.commit(two)).toMatchObject({ kind: 'conflict', reason: 'acl' });
    });
  });

  describe('an archived room', () => {
    beforeEach(async () => {
      await ada.call('chat:message', { roomId, content: 'last words' });
      await ada.call('chat:archive', { roomId, archived: true });
    });

    it('is read and not written, and says why', async () => {
      const refused = { code: 'CONFLICT', details: [{ path: 'roomId', message: 'archived' }] };
      const [mine] = eventsOf(ben, 'chat:message');
      expect(await ben.refusal('chat:message', { roomId, content: 'no' })).toMatchObject(refused);
      expect(await ada.refusal('chat:message', { roomId, content: 'no' })).toMatchObject(refused);
      expect(await ada.refusal('chat:edit', { roomId, messageId: mine.id, content: 'no' })).toMatchObject(
        refused,
      );
      expect(await ada.refusal('chat:update-room', { roomId, topic: 'no' })).toMatchObject(refused);
      expect(await ada.refusal('chat:add-member', { roomId, userId: admin.id })).toMatchObject(refused);
      const its = { roomId, messageId: mine.id };
      expect(await ben.refusal('chat:react', { ...its, emoji: '👍' })).toMatchObject(refused);
      expect(await ada.refusal('chat:pin', its)).toMatchObject(refused);
      const { items } = await ben.call('chat:history', { roomId });
      expect(items.map(({ content }) => content)).toEqual(['last words', 'archived the room']);
      expect((await roomOf(ben)).unread).toBe(1);
    });

    it('is listed among the archived ones and no longer among the public ones', async () => {
      const names = async (scope: 'public' | 'archived' | 'mine') =>
        (await ben.call('chat:rooms', { scope, q: 'tea', limit: 200 })).items.map(({ id }) => id);
      expect(await names('public')).not.toContain(roomId);
      expect(await names('archived')).toContain(roomId);
      expect(await names('mine')).toContain(roomId);
      const { room: secret } = await ada.call('chat:create', { name: 'Tea secret', visibility: 'private' });
      await ada.call('chat:archive', { roomId: secret.id, archived: true });
      expect(await names('archived')).not.toContain(secret.id);
    });

    it('comes back as it was', async () => {
      const { room } = await ada.call('chat:archive', { roomId, archived: false });
      expect(room.archivedAt).toBeNull();
      await ben.call('chat:message', { roomId, content: 'again' });
      expect(eventsOf(ben, 'chat:message').map(({ metadata }) => metadata.kind)).toEqual([
        undefined,
        'archived',
        'unarchived',
        undefined,
      ]);
    });

    it('is archived once, by an owner', async () => {
      await ada.call('chat:archive', { roomId, archived: true });
      expect(eventsOf(ben, 'room:updated')).toHaveLength(1);
      await ada.call('chat:archive', { roomId, archived: false });
      await promote(ben);
      const archive = { roomId, archived: true };
      expect(await ben.refusal('chat:archive', archive)).toMatchObject({ code: 'FORBIDDEN' });
      const { room: direct } = await ada.call('chat:direct', { userIds: [ben.id] });
      expect(await ada.refusal('chat:archive', { roomId: direct.id, archived: true })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });

    it('takes no newcomers by default', async () => {
      const { room: general } = await admin.call('chat:archive', { roomId: 'general', archived: true });
      const late = await server.person(`late${roomId.slice(-4)}`);
      expect((await late.call('chat:rooms', {})).items).toEqual([]);
      await admin.call('chat:archive', { roomId: general.id, archived: false });
    });
  });

  it('nothing was reported as an error of the server', () => {
    expect(server.telemetry.errors).toEqual([]);
  });
});
