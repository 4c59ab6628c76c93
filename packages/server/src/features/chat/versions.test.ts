/** What messages said before: kept for those who may read them, and gone when they are. */
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

  async function edited(visibility: 'public' | 'private', texts: readonly string[]) {
    const { room } = await ada.call('chat:create', { name: 'Tea', visibility });
    const roomId = room.id;
    const [first = '', ...later] = texts;
    const { message } = await ada.call('chat:message', { roomId, content: first });
    for (const content of later) await ada.call('chat:edit', { roomId, messageId: message.id, content });
    return { roomId, messageId: message.id, createdAt: message.createdAt };
  }

  describe('chat:edits', () => {
    it('lists every text, the present one first, each since when it was that', async () => {
      const { createdAt, ...which } = await edited('public', ['one', 'two', 'three']);
      const { items, next } = await ben.call('chat:edits', which);
      expect(items.map(({ content }) => content)).toEqual(['three', 'two', 'one']);
      expect(items.at(-1)?.at).toBe(createdAt);
      expect(items.map(({ at }) => at)).toEqual(
        items
          .map(({ at }) => at)
          .sort()
          .reverse(),
      );
      expect(next).toBeNull();
    });

    it('is the present text alone of what was never edited, or edited to the same', async () => {
      const which = await edited('public', ['one', 'one']);
      const { items } = await ada.call('chat:edits', { roomId: which.roomId, messageId: which.messageId });
      expect(items.map(({ content }) => content)).toEqual(['one']);
    });

    it('comes page by page', async () => {
      const { roomId, messageId } = await edited('public', ['1', '2', '3', '4', '5']);
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof ada.call<'chat:edits'>>> = await ada.call('chat:edits', {
          roomId,
          messageId,
          limit: 2,
          ...(cursor === null ? {} : { cursor }),
        });
        seen.push(...page.items.map(({ content }) => content));
        cursor = page.next;
      } while (cursor !== null);
      expect(seen).toEqual(['5', '4', '3', '2', '1']);
    });

    it('P5: keeps nothing of what was deleted', async () => {
      const { roomId, messageId } = await edited('public', ['secret', 'less so']);
      await ada.call('chat:delete', { roomId, messageId });
      expect(await ada.call('chat:edits', { roomId, messageId })).toEqual({ items: [], next: null });
      const rows = server.tx.selectFrom('message_edits').selectAll().where('message_id', '=', messageId);
      expect(await rows.execute()).toEqual([]);
    });

    it('P3: an edit that is told twice is kept once', async () => {
      const { roomId, messageId } = await edited('public', ['one']);
      const input = { roomId, messageId, content: 'two', clientId: 'twice' };
      await Promise.all([ada.call('chat:edit', input), ada.call('chat:edit', input)]);
      expect((await ada.call('chat:edits', { roomId, messageId })).items).toHaveLength(2);
    });

    it('two edits at once are both kept', async () => {
      const { roomId, messageId } = await edited('public', ['one']);
      await Promise.all(
        ['two', 'three'].map((content) => server.request(ada, 'chat:edit', { roomId, messageId, content })),
      );
      const { items } = await ada.call('chat:edits', { roomId, messageId });
      expect(items.map(({ content }) => content).sort()).toEqual(['one', 'three', 'two']);
    });

    it('P6: is refused to who may not read the room, for a message that is not there, and a bad cursor', async () => {
      const { roomId, messageId } = await edited('private', ['one', 'two']);
      expect(await ben.refusal('chat:edits', { roomId, messageId })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await ada.refusal('chat:edits', { roomId, messageId: 'nothing' })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await ada.refusal('chat:edits', { roomId: 'general', messageId })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await ada.refusal('chat:edits', { roomId, messageId, cursor: '!' })).toMatchObject({
        code: 'INVALID',
      });
    });
  });
});
