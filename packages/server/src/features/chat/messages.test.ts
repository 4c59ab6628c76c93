/** Saying something, changing it, taking it back: on a real kernel and database. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start({ env: { MESSAGE_MAX_CHARS: '20', MESSAGE_METADATA_MAX_BYTES: '64' } });
    ada = await server.person('ada');
    ben = await server.person('ben');
    roomId = (await ada.call('chat:create', { name: 'Tea' })).room.id;
    await ben.call('chat:join', { roomId });
  });

  afterAll(() => server.close());

  const say = async (who: Person, content: string) =>
    (await who.call('chat:message', { roomId, content })).message;

  describe('chat:message', () => {
    it('P2: reaches everybody with the same data as the answer', async () => {
      await ada.call('chat:join', { roomId });
      const { message } = await ada.call('chat:message', {
        roomId,
        content: 'hello',
        metadata: { mood: 'fine' },
        clientId: 'c-1',
      });
      expect(message).toMatchObject({
        roomId,
        userId: ada.id,
        username: 'ada',
        displayName: 'Ada',
        type: 'text',
        content: 'hello',
        metadata: { mood: 'fine' },
        clientId: 'c-1',
        reactions: {},
        editedAt: null,
        deletedAt: null,
      });
      for (const { connection } of [ada, ben]) {
        const event = await vi.waitFor(() => {
          const [found] = connection.events(`room:${roomId}`).filter(({ seq }) => seq === message.seq);
          if (found === undefined) throw new Error('not delivered yet');
          return found;
        });
        expect(JSON.parse(event.data)).toEqual(message);
        expect(event.type).toBe('chat:message');
      }
    });

    it('P4: is told by the log in the very bytes that were live', async () => {
      const { message } = await ada.call('chat:message', {
        roomId,
        content: 'bytes',
        metadata: { b: 1, a: 2 },
      });
      const live = await vi.waitFor(() => {
        const found = ben.connection.events(`room:${roomId}`).find(({ seq }) => seq === message.seq);
        if (found === undefined) throw new Error('not delivered yet');
        return found;
      });
      const { events } = await server.log.read(`room:${roomId}`, message.seq - 1, {
        maxEvents: 1,
        maxBytes: 1e6,
      });
      expect(events.map(({ data }) => data)).toEqual([live.data]);
    });

    it('P3: a retry has one effect and the first answer', async () => {
      const input = { roomId, content: 'once', clientId: 'c-2' };
      const first = await ada.call('chat:message', input);
      expect(await ada.call('chat:message', input)).toEqual(first);
      expect(await ada.refusal('chat:message', { ...input, content: 'other' })).toMatchObject({
        code: 'CONFLICT',
      });
      const { items } = await ada.call('chat:history', { roomId });
      expect(items.filter(({ content }) => content === 'once')).toHaveLength(1);
    });

    it('reads nothing once rights and alias are known', async () => {
      await say(ada, 'warm');
      server.reads();
      await say(ada, 'hot');
      await ada.call('chat:message', { roomId: 'general', content: 'warm' });
      server.reads();
      await ada.call('chat:message', { roomId: 'general', content: 'hot' });
      await say(ada, 'hot');
      expect(server.reads()).toBe(0);
    });

    it.each([
      ['right to left', 'مرحبا يا صديقي'],
      ['zero width', 'a\u200bb\u200d'],
      ['markup and SQL', `<b>'; --`],
      ['spaces around', '  x  '],
    ])('keeps what was written: %s', async (_, content) => {
      const { id } = await say(ada, content);
      const { items } = await ben.call('chat:history', { roomId, around: id, limit: 1 });
      expect(items.map((message) => message.content)).toEqual([content]);
    });

    it('P8: half a surrogate pair becomes the replacement character', async () => {
      expect((await say(ada, 'x\ud83d')).content).toBe('x\ufffd');
    });

    it.each([
      ['nothing', { content: '' }, 'INVALID', 'content'],
      ['only spaces', { content: ' \n\t ' }, 'INVALID', 'content'],
      ['NUL', { content: 'a\0b' }, 'INVALID', 'content'],
      ['NUL in the clientId', { content: 'a', clientId: 'a\0' }, 'INVALID', 'clientId'],
      ['a text too long', { content: 'x'.repeat(21) }, 'TOO_LARGE', 'content'],
      ['metadata too large', { content: 'x', metadata: { a: 'x'.repeat(64) } }, 'TOO_LARGE', 'metadata'],
      ['no text', { content: 7 }, 'INVALID', 'content'],
      ['a type only the server gives', { content: 'x', type: 'system' }, 'INVALID', 'type'],
    ])('P8: refuses %s and changes nothing', async (_, payload, code, path) => {
      const before = await ada.call('chat:history', { roomId });
      const { ok, error } = await ada.raw('chat:message', { roomId, ...payload });
      expect(ok).toBe(false);
      expect(error).toMatchObject({ code, details: [expect.objectContaining({ path })] });
      expect(await ada.call('chat:history', { roomId })).toEqual(before);
    });

    it('counts characters, not UTF-16 units', async () => {
      expect((await say(ada, '🍵'.repeat(20))).content).toHaveLength(40);
      expect(await ada.refusal('chat:message', { roomId, content: '🍵'.repeat(21) })).toMatchObject({
        code: 'TOO_LARGE',
      });
    });

    it('refuses who is no member of a public room, and hides a private one', async () => {
      const carla = await server.person('carla');
      expect(await carla.refusal('chat:message', { roomId, content: 'hi' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      const secret = await ada.call('chat:create', { name: 'Secret', visibility: 'private' });
      const hidden = await carla.refusal('chat:message', { roomId: secret.room.id, content: 'hi' });
      const missing = await carla.refusal('chat:message', {
        roomId: '01900000-0000-7000-8000-ffffffffffff',
        content: 'hi',
      });
      expect(hidden).toEqual(missing);
      expect(hidden).toMatchObject({ code: 'NOT_FOUND' });
      expect(await carla.refusal('chat:message', { roomId: 'no-alias', content: 'hi' })).toEqual(missing);
    });

    it('checks what a reply or a thread hangs on', async () => {
      const root = await say(ada, 'root');
      const reply = await ben.call('chat:message', {
        roomId,
        content: 'in thread',
        threadId: root.id,
        replyTo: root.id,
      });
      expect(reply.message).toMatchObject({ threadId: root.id, replyTo: root.id });
      const elsewhere = await ada.call('chat:message', { roomId: 'general', content: 'elsewhere' });
      expect(
        await ben.refusal('chat:message', { roomId, content: 'x', replyTo: elsewhere.message.id }),
      ).toMatchObject({ code: 'NOT_FOUND' });
      expect(
        await ben.refusal('chat:message', { roomId, content: 'x', threadId: reply.message.id }),
      ).toMatchObject({ code: 'INVALID' });
    });
  });

  describe('chat:edit', () => {
    it('P5: tells the present state under the seq it was said at', async () => {
      const said = await say(ada, 'helo');
      const { message } = await ada.call('chat:edit', { roomId, messageId: said.id, content: 'hello' });
      const { editedAt, changedSeq } = message;
      expect(message).toEqual({ ...said, content: 'hello', editedAt, changedSeq });
      expect(message.editedAt).not.toBeNull();
      const event = await vi.waitFor(() => {
        const found = ben.connection.events(`room:${roomId}`).find(({ type }) => type === 'chat:updated');
        if (found === undefined) throw new Error('not delivered yet');
        return found;
      });
      expect(JSON.parse(event.data)).toEqual(message);
      expect(event.seq).toBeGreaterThan(message.seq);
      expect(message.changedSeq).toBe(event.seq);
    });

    it('decides anew when two change it at once: the second text stands, both are told', async () => {
      const said = await say(ada, 'v0');
      const other = await server.connect(ada);
      const answers = await Promise.all([
        ada.call('chat:edit', { roomId, messageId: said.id, content: 'v1' }),
        other.call('chat:edit', { roomId, messageId: said.id, content: 'v2' }),
      ]);
      const { items } = await ada.call('chat:history', { roomId, around: said.id, limit: 1 });
      expect(answers.map(({ message }) => message.content)).toContain(items[0]?.content);
    });

    it('says nothing new for the same text', async () => {
      const said = await say(ada, 'same');
      expect((await ada.call('chat:edit', { roomId, messageId: said.id, content: 'same' })).message).toEqual(
        said,
      );
    });

    it('refuses another author, an empty text, what is gone and what is elsewhere', async () => {
      const said = await say(ada, 'mine');
      const messageId = said.id;
      expect(await ben.refusal('chat:edit', { roomId, messageId, content: 'x' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await ada.refusal('chat:edit', { roomId, messageId, content: ' ' })).toMatchObject({
        code: 'INVALID',
      });
      expect(await ada.refusal('chat:edit', { roomId: 'general', messageId, content: 'x' })).toMatchObject({
        code: 'NOT_FOUND',
      });
      await ada.call('chat:delete', { roomId, messageId });
      expect(await ada.refusal('chat:edit', { roomId, messageId, content: 'x' })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });
  });

  describe('chat:delete', () => {
    it('leaves a tombstone, and nothing of what was said', async () => {
      const { message: said } = await ada.call('chat:message', {
        roomId,
        content: 'regret',
        metadata: { a: 1 },
        clientId: 'c-9',
      });
      const { message } = await ada.call('chat:delete', { roomId, messageId: said.id });
      const { deletedAt, changedSeq } = message;
      expect(message).toEqual({ ...said, content: '', metadata: {}, deletedAt, changedSeq });
      expect(message.deletedAt).not.toBeNull();
      const { items } = await ben.call('chat:history', { roomId, around: said.id, limit: 1 });
      expect(items).toEqual([message]);
      // A retry of the sending is answered with what is left of it.
      const again = await ada.call('chat:message', {
        roomId,
        content: 'regret',
        metadata: { a: 1 },
        clientId: 'c-9',
      });
      expect(again.message).toEqual(message);
    });

    it('P5: the log tells of a deleted message as its tombstone', async () => {
      const said = await say(ada, 'oops');
      const { message } = await ada.call('chat:delete', { roomId, messageId: said.id });
      const { events } = await server.log.read(`room:${roomId}`, said.seq - 1, {
        maxEvents: 10,
        maxBytes: 1_000_000,
      });
      expect(events.map(({ type }) => type)).toEqual(['chat:message', 'chat:deleted']);
      expect(events.map(({ data }) => JSON.parse(data))).toEqual([message, message]);
    });

    it('is answered with the tombstone when it is gone already', async () => {
      const said = await say(ada, 'twice');
      const first = await ada.call('chat:delete', { roomId, messageId: said.id });
      expect(await ada.call('chat:delete', { roomId, messageId: said.id })).toEqual(first);
    });

    it('is for authors and moderators', async () => {
      const moderator = await server.person('dora', 'moderator');
      const one = await say(ben, 'one');
      const two = await say(ben, 'two');
      expect(
        await (await server.person('eve')).refusal('chat:delete', { roomId, messageId: one.id }),
      ).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect((await ada.call('chat:delete', { roomId, messageId: one.id })).message.content).toBe('');
      expect((await moderator.call('chat:delete', { roomId, messageId: two.id })).message.content).toBe('');
      expect(await ada.refusal('chat:delete', { roomId, messageId: 'missing' })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });
  });

  describe('chat:typing', () => {
    it('is a signal to the others', async () => {
      await ada.call('chat:typing', { roomId, isTyping: true });
      const signal = await vi.waitFor(() => {
        const [found] = ben.connection.signals('chat:typing');
        if (found === undefined) throw new Error('not delivered yet');
        return found;
      });
      expect(JSON.parse(signal.data)).toEqual({ roomId, userId: ada.id, username: 'ada', isTyping: true });
    });

    it('is refused to who is no member', async () => {
      const frank = await server.person('frank');
      expect(await frank.refusal('chat:typing', { roomId, isTyping: true })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });
  });

  it('nothing was reported as an error of the server', () => {
    expect(server.telemetry.errors).toEqual([]);
  });
});
