/** Stretches of history, against a room of numbered messages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, onEachDatabase, type Person } from './harness.ts';

onEachDatabase((start) => {
  const COUNT = 12;
  let server: Harness;
  let ada: Person;
  let roomId: string;
  const ids: string[] = [];

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    roomId = (await ada.call('chat:create', { name: 'Numbers' })).room.id;
    for (let n = 0; n < COUNT; n += 1) {
      ids.push((await ada.call('chat:message', { roomId, content: `${n}` })).message.id);
    }
  });

  afterAll(() => server.close());

  const id = (n: number) => ids[n] ?? 'missing';

  async function page(input: { before?: string; after?: string; around?: string; limit?: number }) {
    const { items, next } = await ada.call('chat:history', { roomId, ...input });
    return { numbers: items.map(({ content }) => Number(content)), next };
  }

  describe('chat:history', () => {
    it.each([
      ['the newest', {}, 3, [9, 10, 11], 9],
      ['before one', { before: 5 }, 3, [2, 3, 4], 2],
      ['before, to the beginning', { before: 3 }, 3, [0, 1, 2], null],
      ['after one', { after: 5 }, 3, [6, 7, 8], 8],
      ['after, to the end', { after: 8 }, 3, [9, 10, 11], null],
      ['around one', { around: 5 }, 4, [3, 4, 5, 6], 3],
      ['around the first', { around: 0 }, 4, [0, 1], null],
      ['around the last', { around: 11 }, 4, [8, 9, 10, 11], 8],
      ['just one', { around: 5 }, 1, [5], 5],
    ])('%s', async (_, asked, limit, numbers, next) => {
      const input = Object.fromEntries(Object.entries(asked).map(([key, n]) => [key, id(n)]));
      expect(await page({ ...input, limit })).toEqual({ numbers, next: next === null ? null : id(next) });
    });

    it('reads everything page by page', async () => {
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const { numbers, next }: Awaited<ReturnType<typeof page>> = await page({
          limit: 5,
          ...(cursor === null ? {} : { before: cursor }),
        });
        seen.unshift(...numbers);
        cursor = next;
      } while (cursor !== null);
      expect(seen).toEqual(Array.from({ length: COUNT }, (_, n) => n));
    });

    it('is open to who may see the room, member or not', async () => {
      const ben = await server.person('ben');
      expect((await ben.call('chat:history', { roomId, limit: 1 })).items).toHaveLength(1);
    });

    it.each([
      ['a message that is not there', { before: 'nothing' }, 'NOT_FOUND'],
      ['a NUL', { after: 'a\0' }, 'NOT_FOUND'],
      ['two directions', { before: 'a', after: 'b' }, 'INVALID'],
      ['too large a page', { limit: 201 }, 'INVALID'],
      ['no page', { limit: 0 }, 'INVALID'],
    ])('refuses %s', async (_, input, code) => {
      expect((await ada.raw('chat:history', { roomId, ...input })).error).toMatchObject({ code });
    });

    it('refuses a message of another room', async () => {
      const { message } = await ada.call('chat:message', { roomId: 'general', content: 'elsewhere' });
      expect(await ada.refusal('chat:history', { roomId, around: message.id })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });
  });
});
