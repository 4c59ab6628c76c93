/** Reacting and pinning, as everybody in the room sees it: on a real kernel and database. */
import type { CommandOutput } from '@parley/contract/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insert } from '../../platform/db/database.ts';
import { type Harness, onEachDatabase, type Person } from './harness.ts';
import { MAX_NAMED } from './store/reactions.ts';

type Message = CommandOutput<'chat:message'>['message'];

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let ben: Person;
  let eve: Person;
  let roomId: string;
  const ours = new Set(['party', 'parrot']);

  beforeAll(async () => {
    server = await start({ customEmoji: { has: async (name) => ours.has(name) } });
    ada = await server.person('ada');
    ben = await server.person('ben');
    eve = await server.person('eve');
    roomId = (await ada.call('chat:create', { name: 'Tea', visibility: 'private' })).room.id;
    await ada.call('chat:add-member', { roomId, userId: ben.id });
  });

  afterAll(() => server.close());

  const say = async (who: Person, content: string) =>
    (await who.call('chat:message', { roomId, content })).message;
  const read = async ({ id }: Pick<Message, 'id'>): Promise<Message> => {
    const { items } = await ada.call('chat:history', { roomId, around: id, limit: 1 });
    const [message] = items;
    if (message === undefined) throw new Error('the message is gone');
    return message;
  };
  const told = async (type: string) => {
    const { head } = await server.log.read(`room:${roomId}`, 0, { maxEvents: 1, maxBytes: 1 });
    const { events } = await server.log.read(`room:${roomId}`, head - 1, { maxEvents: 1, maxBytes: 1e6 });
    const [event] = events;
    if (event?.type !== type) throw new Error(`the last event is ${event?.type}`);
    return { seq: event.seq, data: JSON.parse(event.data) as unknown };
  };

  describe('chat:react', () => {
    it('P5: is told to the room and part of the message from then on', async () => {
      const { id: messageId } = await say(ada, 'tea?');
      const { reaction } = await ben.call('chat:react', { roomId, messageId, emoji: '🍵' });
      expect(reaction).toEqual({ roomId, messageId, emoji: '🍵', userId: ben.id, isOn: true, isNamed: true });
      const event = await told('chat:reaction');
      expect(event.data).toEqual(reaction);
      expect(await read({ id: messageId })).toMatchObject({
        reactions: { '🍵': [ben.id] },
        changedSeq: event.seq,
        editedAt: null,
      });
    });

    it('is taken back by the same again, and stays as it is when asked for what is', async () => {
      const { id: messageId } = await say(ada, 'more?');
      const on = { roomId, messageId, emoji: '👍', isOn: true };
      await ben.call('chat:react', on);
      await ben.call('chat:react', on);
      expect((await read({ id: messageId })).reactions).toEqual({ '👍': [ben.id] });
      expect((await ben.call('chat:react', { roomId, messageId, emoji: '👍' })).reaction.isOn).toBe(false);
      await ben.call('chat:react', { ...on, isOn: false });
      expect((await read({ id: messageId })).reactions).toEqual({});
    });

    it('P3: a retry has one effect', async () => {
      const { id: messageId } = await say(ada, 'once');
      const input = { roomId, messageId, emoji: '🎉', clientId: 'r-1' };
      const first = await ben.call('chat:react', input);
      expect(await ben.call('chat:react', input)).toEqual(first);
      expect((await read({ id: messageId })).reactions).toEqual({ '🎉': [ben.id] });
    });

    it('P10: an edit decided meanwhile keeps the reaction', async () => {
      const { id: messageId } = await say(ada, 'draft');
      const [{ message }] = await Promise.all([
        ada.call('chat:edit', { roomId, messageId, content: 'final' }),
        ben.call('chat:react', { roomId, messageId, emoji: '👀' }),
      ]);
      const now = await read({ id: messageId });
      expect(now).toMatchObject({ content: 'final', reactions: { '👀': [ben.id] } });
      if (message.changedSeq === now.changedSeq) expect(message).toEqual(now);
    });

    it('keeps the order in which people reacted', async () => {
      const { id: messageId } = await say(ada, 'order');
      for (const [who, emoji] of [
        [ben, '👍'],
        [ada, '🎉'],
        [ada, '👍'],
      ] as const) {
        await who.call('chat:react', { roomId, messageId, emoji });
      }
      const { reactions } = await read({ id: messageId });
      expect(Object.entries(reactions)).toEqual([
        ['👍', [ben.id, ada.id]],
        ['🎉', [ada.id]],
      ]);
    });

    it('P8: ten thousand on one message are counted, the first of them named', async () => {
      const { id: messageId } = await say(ada, 'everybody');
      const rows = Array.from({ length: 10_000 }, (_, index) =>
        insert('reactions', {
          message_id: messageId,
          emoji: '❤️',
          user_id: `somebody-${index}`,
          seq: index + 1,
          named: index < MAX_NAMED ? 1 : 0,
        }),
      );
      await server.log.commit([
        { expect: [], statements: rows, appends: [], answer: { kind: 'json', json: '{}' } },
      ]);
      const { reaction } = await ben.call('chat:react', { roomId, messageId, emoji: '❤️' });
      expect(reaction.isNamed).toBe(false);
      const message = await read({ id: messageId });
      expect(message.reactions['❤️']).toHaveLength(MAX_NAMED);
      expect(message.reactionCounts).toEqual({ '❤️': 10_001 });
      expect(JSON.stringify(message).length).toBeLessThan(4_000);
      const page = await ben.call('chat:reactors', { roomId, messageId, emoji: '❤️', limit: 200 });
      expect(page.items).toHaveLength(200);
      const next = await ben.call('chat:reactors', {
        roomId,
        messageId,
        emoji: '❤️',
        cursor: page.next ?? '',
      });
      // Ben is among the first page's.
      expect(next.items[0]?.userId).toBe('somebody-199');
    });

    it('goes with the message', async () => {
      const { id: messageId } = await say(ada, 'regret');
      await ben.call('chat:react', { roomId, messageId, emoji: '👍' });
      await ada.call('chat:delete', { roomId, messageId });
      expect((await read({ id: messageId })).reactions).toEqual({});
      expect(await ben.refusal('chat:react', { roomId, messageId, emoji: '👍' })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it.each(['', 'a', 'ok', '👍👍', '<b>', ':Not a name:', '👍\0'])(
      'P8: %j is no reaction',
      async (emoji) => {
        const { id: messageId } = await say(ada, 'what');
        expect(await ben.refusal('chat:react', { roomId, messageId, emoji })).toMatchObject({
          code: 'INVALID',
        });
      },
    );

    it.each(['👨‍👩‍👧‍👦', '🏳️‍🌈', '🇹🇭', '3️⃣', '❤️', '🤦🏽‍♀️', ':party:'])('%s is one', async (emoji) => {
      const { id: messageId } = await say(ada, 'what');
      await ben.call('chat:react', { roomId, messageId, emoji });
      expect((await read({ id: messageId })).reactions).toEqual({ [emoji]: [ben.id] });
    });

    it('of the server’s own is one while there is one; afterwards it is only taken back', async () => {
      const { id: messageId } = await say(ada, 'squawk');
      const reaction = { roomId, messageId, emoji: ':parrot:' };
      expect(await ben.refusal('chat:react', { ...reaction, emoji: ':pirate:' })).toMatchObject({
        code: 'INVALID',
        details: [{ path: 'emoji', message: 'is no emoji of this server' }],
      });
      await ben.call('chat:react', reaction);
      ours.delete('parrot');
      expect((await ada.refusal('chat:react', reaction)).code).toBe('INVALID');
      const { items } = await ada.call('chat:reactors', reaction);
      expect(items.map(({ userId }) => userId)).toEqual([ben.id]);
      await ben.call('chat:react', reaction);
      expect((await read({ id: messageId })).reactions).toEqual({});
      expect((await ben.refusal('chat:react', reaction)).code).toBe('INVALID');
    });

    it.each([
      ['👍\ufe0f', '👍'],
      ['❤', '❤\ufe0f'],
    ])('%j is spelled %j', async (emoji, spelled) => {
      const { id: messageId } = await say(ada, 'what');
      expect((await ben.call('chat:react', { roomId, messageId, emoji })).reaction.emoji).toBe(spelled);
      await ben.call('chat:react', { roomId, messageId, emoji: spelled, isOn: false });
      expect((await read({ id: messageId })).reactions).toEqual({});
    });

    it('is refused to who is not there, on what is elsewhere, and beyond fifty kinds', async () => {
      const { id: messageId } = await say(ada, 'mine');
      expect(await eve.refusal('chat:react', { roomId, messageId, emoji: '👍' })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await eve.refusal('chat:reactors', { roomId, messageId, emoji: '👍' })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await ada.refusal('chat:react', { roomId: 'general', messageId, emoji: '👍' })).toMatchObject({
        code: 'NOT_FOUND',
      });
      const kinds = Array.from({ length: 50 }, (_, index) => String.fromCodePoint(0x1f400 + index));
      for (const emoji of kinds) await ben.call('chat:react', { roomId, messageId, emoji });
      expect(await ben.refusal('chat:react', { roomId, messageId, emoji: '👍' })).toMatchObject({
        code: 'CONFLICT',
      });
      await ada.call('chat:react', { roomId, messageId, emoji: kinds[0] ?? '' });
    });
  });

  describe('chat:pin', () => {
    it('P5: stays in sight until it is taken down', async () => {
      const { id: messageId } = await say(ada, 'the address');
      const { pinned } = await ben.call('chat:pin', { roomId, messageId });
      expect(pinned?.by).toBe(ben.id);
      expect((await told('chat:pinned')).data).toEqual({ roomId, messageId, pinned });
      const { items } = await ada.call('chat:pins', { roomId });
      expect(items.map(({ id }) => id)).toEqual([messageId]);
      expect(items[0]).toEqual(await read({ id: messageId }));
      await ada.call('chat:pin', { roomId, messageId, isOn: false });
      expect((await ada.call('chat:pins', { roomId })).items).toEqual([]);
      expect(await read({ id: messageId })).not.toHaveProperty('pinned');
    });

    it('goes with the message, and is refused for what is gone or not to be seen', async () => {
      const { id: messageId } = await say(ada, 'soon gone');
      await ada.call('chat:pin', { roomId, messageId });
      expect(await eve.refusal('chat:pin', { roomId, messageId })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await eve.refusal('chat:pins', { roomId })).toMatchObject({ code: 'NOT_FOUND' });
      await ada.call('chat:delete', { roomId, messageId });
      expect((await ada.call('chat:pins', { roomId })).items).toEqual([]);
      expect(await ada.refusal('chat:pin', { roomId, messageId })).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('is refused to who only looks on, and beyond a hundred', async () => {
      const open = (await ada.call('chat:create', { name: 'Square' })).room.id;
      const said = await Promise.all(
        Array.from({ length: 101 }, (_, index) =>
          ada.call('chat:message', { roomId: open, content: `${index}` }),
        ),
      );
      const ids = said.map(({ message }) => message.id);
      expect(await eve.refusal('chat:pin', { roomId: open, messageId: ids[0] ?? '' })).toMatchObject({
        code: 'FORBIDDEN',
      });
      for (const messageId of ids.slice(0, 100)) await ada.call('chat:pin', { roomId: open, messageId });
      expect(await ada.refusal('chat:pin', { roomId: open, messageId: ids[100] ?? '' })).toMatchObject({
        code: 'CONFLICT',
      });
    });
  });
});
