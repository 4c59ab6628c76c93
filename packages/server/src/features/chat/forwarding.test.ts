/** Carrying messages from room to room: what goes along, what stays, and who may. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;

  beforeAll(async () => {
    server = await start();
    [ada, ben] = [await server.person('ada'), await server.person('ben')];
  });

  afterAll(() => server.close());

  async function room(name: string, visibility: 'public' | 'private' = 'public', owner = ada) {
    return (await owner.call('chat:create', { name, visibility })).room.id;
  }

  describe('chat:forward', () => {
    it('says the message again there, and where it comes from', async () => {
      const [roomId, toRoomId] = [await room('Tea'), await room('Coffee', 'private', ben)];
      const sent = await ada.call('chat:message', { roomId, content: 'hi @ben', type: 'text' });
      const { message } = await ben.call('chat:forward', { roomId, messageId: sent.message.id, toRoomId });
      expect(message).toMatchObject({ roomId: toRoomId, userId: ben.id, content: 'hi @ben', type: 'text' });
      expect(message.metadata.forwarded).toEqual({
        messageId: sent.message.id,
        roomId,
        roomName: 'Tea',
        userId: ada.id,
        displayName: 'Ada',
        at: sent.message.createdAt,
      });
      // Whom the original named, it named there.
      expect(message).not.toHaveProperty('mentions');
      const { items } = await ben.call('chat:history', { roomId: toRoomId });
      expect(items).toEqual([message]);
    });

    it('a word of one’s own stands before it, and names people', async () => {
      const [roomId, toRoomId] = [await room('Tea'), await room('Coffee')];
      const { message } = await ada.call('chat:message', { roomId, content: 'said' });
      const comment = ' look @ben ';
      const forwarded = await ada.call('chat:forward', { roomId, messageId: message.id, toRoomId, comment });
      const { items } = await ada.call('chat:history', { roomId: toRoomId });
      expect(items.map(({ content }) => content)).toEqual(['look @ben', 'said']);
      expect(items[0]?.mentions?.users).toEqual([ben.id]);
      expect(items[1]).toEqual(forwarded.message);
      await ben.call('chat:enter', { roomId: toRoomId });
    });

    it('does not carry a room’s name out of a private or direct one', async () => {
      const toRoomId = await room('Coffee');
      const { room: direct } = await ada.call('chat:direct', { userIds: [ben.id] });
      for (const roomId of [await room('Plans', 'private'), direct.id]) {
        const { message } = await ada.call('chat:message', { roomId, content: 'quiet' });
        const copy = await ada.call('chat:forward', { roomId, messageId: message.id, toRoomId });
        expect(copy.message.metadata.forwarded).not.toHaveProperty('roomName');
      }
    });

    it('keeps the first origin, and what a file carries', async () => {
      const [first, second, third] = [await room('One'), await room('Two'), await room('Three')];
      const metadata = { url: '/files/1' };
      const sent = await ada.call('chat:message', { roomId: first, content: 'a', type: 'file', metadata });
      const once = await ada.call('chat:forward', {
        roomId: first,
        messageId: sent.message.id,
        toRoomId: second,
      });
      const twice = await ada.call('chat:forward', {
        roomId: second,
        messageId: once.message.id,
        toRoomId: third,
      });
      expect(twice.message.metadata).toEqual(once.message.metadata);
      expect(twice.message.metadata).toMatchObject({ url: '/files/1', forwarded: { roomId: first } });
    });

    it('P3: a retry carries it over once', async () => {
      const [roomId, toRoomId] = [await room('Tea'), await room('Coffee')];
      const { message } = await ada.call('chat:message', { roomId, content: 'once' });
      const input = { roomId, messageId: message.id, toRoomId, comment: 'c', clientId: 'f1' };
      const answers = [await ada.call('chat:forward', input), await ada.call('chat:forward', input)];
      expect(answers[1]).toEqual(answers[0]);
      expect((await ada.call('chat:history', { roomId: toRoomId })).items).toHaveLength(2);
    });

    it('P6: is refused to who may not read there or write here', async () => {
      const [secret, own] = [await room('Secret', 'private'), await room('Own', 'private', ben)];
      const { message } = await ada.call('chat:message', { roomId: secret, content: 'x' });
      const messageId = message.id;
      expect(await ben.refusal('chat:forward', { roomId: secret, messageId, toRoomId: own })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await ada.refusal('chat:forward', { roomId: secret, messageId, toRoomId: own })).toMatchObject({
        code: 'NOT_FOUND',
      });
      const open = await room('Open', 'public', ben);
      expect(await ada.refusal('chat:forward', { roomId: secret, messageId, toRoomId: open })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });

    it('is refused for what is deleted or not there, a comment too long, and calling everybody where one may not', async () => {
      const roomId = await room('Tea');
      await ada.call('chat:update-room', { roomId, permissions: { mentionAll: 'moderator' } });
      await ben.call('chat:enter', { roomId });
      const { message } = await ada.call('chat:message', { roomId, content: 'gone' });
      const messageId = message.id;
      const input = { roomId, messageId, toRoomId: roomId };
      expect(await ben.refusal('chat:forward', { ...input, comment: 'x'.repeat(8_001) })).toMatchObject({
        code: 'TOO_LARGE',
      });
      expect(await ben.refusal('chat:forward', { ...input, comment: '@room' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      await ada.call('chat:delete', { roomId, messageId });
      expect(await ada.refusal('chat:forward', input)).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('is refused where only few may post, and keeps the pace of a slow one', async () => {
      const [roomId, toRoomId] = [await room('Tea'), await room('Quiet')];
      await ben.call('chat:enter', { roomId: toRoomId });
      const { message } = await ada.call('chat:message', { roomId, content: 'x' });
      const input = { roomId, messageId: message.id, toRoomId };
      await ada.call('chat:update-room', { roomId: toRoomId, slowModeSeconds: 60 });
      await ben.call('chat:forward', { ...input, comment: 'both at once' });
      expect(await ben.refusal('chat:forward', input)).toMatchObject({ code: 'RATE_LIMITED' });
      await ada.call('chat:update-room', { roomId: toRoomId, permissions: { post: 'moderator' } });
      expect(await ben.refusal('chat:forward', input)).toMatchObject({ code: 'FORBIDDEN' });
    });

    it('nobody can pretend that a message was forwarded', async () => {
      const metadata = { forwarded: { userId: ben.id } };
      expect(await ada.refusal('chat:message', { roomId: 'general', content: 'x', metadata })).toMatchObject({
        code: 'INVALID',
        details: [{ path: 'metadata.forwarded' }],
      });
    });
  });
});
