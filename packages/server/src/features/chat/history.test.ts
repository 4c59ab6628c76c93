/** Stretches of history, against a room of numbered messages. */
import type { CommandInput } from '@parley/contract/registry';
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

  async function page(input: Omit<CommandInput<'chat:history'>, 'roomId'>) {
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

    it('around a time: the first message of then or later, the newest when there is none', async () => {
      const { items } = await ada.call('chat:history', { roomId, limit: 200 });
      const times = items.map(({ createdAt }) => createdAt);
      const at = (n: number) => times[n] ?? '';
      expect(await page({ at: at(5), limit: 4 })).toEqual({ numbers: [3, 4, 5, 6], next: id(3) });
      for (const [n, time] of times.entries()) {
        expect((await page({ at: time, limit: 1 })).numbers).toEqual([n]);
        const later = new Date(Date.parse(time) + 0.5).toISOString();
        expect((await page({ at: later, limit: 1 })).numbers).toEqual([n]);
      }
      const afterFive = new Date(Date.parse(at(5)) + 1).toISOString();
      expect((await page({ at: afterFive, limit: 1 })).numbers).toEqual([6]);
      expect((await page({ at: '1999-01-01T00:00:00Z', limit: 1 })).numbers).toEqual([0]);
      expect((await page({ at: '2999-01-01T00:00:00+07:00', limit: 3 })).numbers).toEqual([9, 10, 11]);
      const { room } = await ada.call('chat:create', { name: 'Empty' });
      expect(await ada.call('chat:history', { roomId: room.id, at: at(0) })).toEqual({
        items: [],
        next: null,
      });
    });

    it('finds a time among the holes that other events leave', async () => {
      const { room } = await ada.call('chat:create', { name: 'Holes' });
      const times: string[] = [];
      for (let n = 0; n < 6; n += 1) {
        const { message } = await ada.call('chat:message', { roomId: room.id, content: `${n}` });
        times.push(message.createdAt);
        for (let typed = 0; typed < n * 7; typed += 1) {
          await ada.call('chat:update-room', { roomId: room.id, description: `${n}.${typed}` });
        }
      }
      for (const [n, at] of times.entries()) {
        const { items } = await ada.call('chat:history', { roomId: room.id, at, limit: 1 });
        expect(items.map(({ content }) => content)).toEqual([`${n}`]);
      }
    });

    it.each([
      ['a time that is none', { at: 'yesterday' }, 'INVALID'],
      ['a time and a message', { at: '2026-01-01T00:00:00Z', before: 'a' }, 'INVALID'],
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
