/** What operators leave of what is found. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../chat/harness.ts';
import type { Attachments } from '../chat/public.ts';
import { onEachSearchDatabase, type SearchHarness, texts } from './harness.ts';

/** The files there are, by id; whoever posts one has it. */
const NAMES: Readonly<Record<string, string>> = { f: 'Bootsführer_الميناء.PDF', p: 'sunset.png' };

const named: Attachments = {
  attach: async ({ fileIds }) => ({
    statements: [],
    files: fileIds.map((id) => ({
      id,
      name: NAMES[id] ?? id,
      size: 1,
      mime: id === 'p' ? 'image/png' : 'application/pdf',
      kind: id === 'p' ? 'image' : 'file',
      url: `/f/${id}`,
    })),
  }),
  share: async () => [],
  detach: async () => ({ statements: [], jobs: [] }),
};

onEachSearchDatabase((start) => {
  let server: SearchHarness;
  let ada: Person;
  let ben: Person;

  beforeAll(async () => {
    server = await start({ attachments: named });
    [ada, ben] = [await server.person('ada'), await server.person('ben')];
    const { room } = await ada.call('chat:create', { name: 'Harbour', alias: 'harbour' });
    await ben.call('chat:enter', { roomId: room.id });
    const roomId = room.id;
    const { message: first } = await ada.call('chat:message', { roomId, content: 'kayak one' });
    await ben.call('chat:message', { roomId, content: 'kayak two https://example.org' });
    await ada.call('chat:message', { roomId, content: 'kayak three', threadId: first.id });
    await ben.call('chat:message', { roomId, content: 'kayak `four`' });
    await ben.call('chat:message', { roomId, content: '', type: 'file', metadata: { fileIds: ['f'] } });
    const image = { roomId, type: 'image', content: 'kayak five', metadata: { fileIds: ['p'] } } as const;
    await ben.call('chat:message', image);
    const { room: direct } = await ada.call('chat:direct', { userIds: [ben.id] });
    await ben.call('chat:message', { roomId: direct.id, content: 'kayak six' });
    await ada.call('chat:read', { roomId, messageId: first.id });
    await server.indexed();
  });
  afterAll(() => server.close());

  const ALL = [
    'kayak six',
    'kayak five',
    'kayak `four`',
    'kayak three',
    'kayak two https://example.org',
    'kayak one',
  ];
  const only = (...numbers: string[]) => ALL.filter((text) => numbers.some((n) => text.includes(n)));

  it.each([
    ['kayak', ALL],
    ['kayak from:ben', only('two', 'four', 'five', 'six')],
    ['kayak from:@BEN', only('two', 'four', 'five', 'six')],
    ['kayak from:me', only('one', 'three')],
    ['kayak is:mine', only('one', 'three')],
    ['kayak is:mine from:ben', []],
    ['kayak from:ben from:ada', ALL],
    ['kayak from:nobody', []],
    ['kayak in:harbour', only('one', 'two', 'three', 'four', 'five')],
    ['kayak in:#Harbour', only('one', 'two', 'three', 'four', 'five')],
    ['kayak in:@ben', only('six')],
    ['kayak in:@ben in:harbour', ALL],
    ['kayak has:link', only('two')],
    ['kayak has:code', only('four')],
    ['kayak has:image', only('five')],
    ['kayak has:file', only('five')],
    ['kayak is:thread', only('three')],
    ['kayak is:unread', only('two', 'four', 'five', 'six')],
    ['has:link', only('two')],
    ['from:ben has:image', only('five')],
    ['bootsfuhrer', ['']],
    ['الميناء has:file', ['']],
    ['kayak -two -"five"', only('one', 'three', 'four', 'six')],
    ['kayak after:2026-01-01', []],
    ['kayak on:2026-01-01', ALL],
    ['kayak before:2026-01-01', []],
    ['kayak before:2026-01-02 after:2025-12-31', ALL],
    ['kayak has:nothing', []],
  ])('%s', async (q, expected) => {
    expect(await texts(ada, q)).toEqual(expected);
  });

  it('days begin where whoever asks lives', async () => {
    // Everything was said in the first second of 2026, UTC: still 2025 in New York, and morning in Bangkok.
    expect(await texts(ada, 'kayak on:2026-01-01', { timeZone: 'Asia/Bangkok' })).toEqual(ALL);
    expect(await texts(ada, 'kayak on:2026-01-01', { timeZone: 'America/New_York' })).toEqual([]);
    expect(await texts(ada, 'kayak on:2025-12-31', { timeZone: 'America/New_York' })).toEqual(ALL);
  });

  it.each(['before:2026-02-30', 'after:yesterday', 'on:31.01.2026', 'before:2026-1-1'])(
    'refuses the day of %s, and says how to write one',
    async (operator) => {
      const refusal = await ada.refusal('search:find', { q: `kayak ${operator}` });
      expect(refusal).toMatchObject({ code: 'INVALID', details: [{ path: 'q' }] });
      expect(refusal.message).toContain(operator);
    },
  );

  it('a file that was found by its name shows it', async () => {
    const { messages } = await ada.call('search:find', { q: 'bootsfuhrer' });
    const snippet = messages[0]?.snippet;
    expect(snippet?.ranges.map(([from, to]) => snippet.text.slice(from, to))).toEqual(['Bootsführer']);
  });
});

describe('sources', () => {
  onEachSearchDatabase((start) => {
    it('are asked for words alone, once, for who asks', async () => {
      const asked: unknown[] = [];
      const file = {
        id: 'f',
        name: 'plan.pdf',
        size: 1,
        mime: 'application/pdf',
        url: '/f',
        roomId: 'r',
        userId: 'u',
        messageId: null,
        createdAt: '2026-01-01T00:00:00.000Z',
      };
      const server = await start({
        sources: {
          files: async (_, query) => {
            asked.push(query);
            return [file];
          },
        },
      });
      const ada = await server.person('ada');
      expect((await ada.call('search:find', { q: 'plan -old "b c"' })).files).toEqual([file]);
      expect((await ada.call('search:find', { q: 'plan', cursor: '1' })).files).toEqual([]);
      expect((await ada.call('search:find', { q: 'plan from:me' })).files).toEqual([]);
      const reader = { userId: ada.id, role: 'member', now: expect.stringContaining('2026-01-01T') };
      expect(asked).toEqual([{ reader, words: ['plan', 'b c'], limit: 8 }]);
      await server.close();
    });
  });
});
