/** How far one search looks, and that whoever goes on sees everything once. */
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../chat/harness.ts';
import { onEachSearchDatabase, type SearchHarness } from '../harness.ts';
import type { SearchTables } from '../tables.ts';
import { findMessages, matchOf, type Wanted } from './find.ts';

const EVERYTHING = {
  words: [],
  not: [],
  userIds: null,
  roomIds: null,
  flags: 0,
  edited: false,
  unread: false,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
} satisfies Partial<Wanted>;

onEachSearchDatabase((start) => {
  let server: SearchHarness;
  let ada: Person;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    const { room } = await ada.call('chat:create', { name: 'Long' });
    for (let n = 0; n < 40; n += 1) {
      const content = n % 10 === 0 ? `common rare ${n}` : `common ${n}`;
      await ada.call('chat:message', { roomId: room.id, content });
    }
    await server.indexed();
  });
  afterAll(() => server.close());

  async function pages(wanted: Partial<Wanted>, limit: number, stretches: readonly number[]) {
    const found: { count: number; searchedTo: boolean }[] = [];
    const ids: string[] = [];
    let to: number | null = Number.MAX_SAFE_INTEGER;
    while (to !== null) {
      const reader = { userId: ada.id, role: 'member', now: '2026-01-01T00:00:00.000Z' } as const;
      const asked: Wanted = { reader, ...EVERYTHING, ...wanted, to };
      const page = await server.db.aside.snapshot((tx: Kysely<SearchTables>) =>
        findMessages(tx, server.db.dialect, asked, limit, stretches),
      );
      found.push({ count: page.ids.length, searchedTo: page.searchedTo !== null });
      ids.push(...page.ids);
      if (page.next !== null) expect(page.next).toBeLessThan(to);
      to = page.next;
    }
    expect(new Set(ids).size).toBe(ids.length);
    return { found, total: ids.length };
  }

  describe('a search without words the index knows', () => {
    it('looks through so many messages, says how far, and goes on there', async () => {
      const { found, total } = await pages({ words: ['ra'] }, 10, [2, 15]);
      expect(total).toBe(4);
      expect(found.map(({ searchedTo }) => searchedTo)).toEqual([true, true, false]);
    });

    it('ends a page when it is full', async () => {
      const { found, total } = await pages({}, 7, [2, 15]);
      expect(total).toBe(40);
      expect(found.slice(0, -1).every(({ count }) => count === 7)).toBe(true);
    });
  });

  it('a search by words finds all of them, whatever it looks through at once', async () => {
    expect((await pages({ words: ['common'] }, 7, [2, 15])).total).toBe(40);
    expect((await pages({ words: ['common', 'rare'] }, 3, [1, 5])).total).toBe(4);
    expect((await pages({ words: ['common'], not: ['rare'] }, 50, [3, 4])).total).toBe(36);
  });
});

describe('matchOf', () => {
  it('puts every trigram in quotes, once', () => {
    expect(matchOf(['abcd', 'bcd', 'a"b'])).toBe('"abc" AND "bcd" AND "a""b"');
    expect(matchOf(['🎉🎊🎈'])).toBe('"🎉🎊🎈"');
  });

  it('takes some of very many, of every part', () => {
    const word = Array.from({ length: 500 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('');
    const match = matchOf([word]);
    expect(match.split(' AND ').length).toBeLessThanOrEqual(24);
    expect(match.startsWith(`"${word.slice(0, 3)}"`)).toBe(true);
  });
});
