/** What people find by words, in the languages they write, and what hostile strings do: nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../chat/harness.ts';
import { onEachSearchDatabase, type SearchHarness, texts } from './harness.ts';

const SAID = [
  'The quarterly report is ready',
  'Crème brûlée for dessert?',
  'สวัสดีครับ วันนี้ประชุมตอนบ่ายสองโมง',
  'รายงานประจำไตรมาสพร้อมแล้ว',
  'مرحبًا، الاجتماعُ غدًا في المَكتبة',
  'أرسلت التقرير إلى أحمد',
  '明日の会議は東京です',
  '🎉 shipped v2.0!',
  '100% of 5_000 rows; "quoted" (twice) and *starred*',
  'see https://example.org/a_b?c=d%20e and `code()`',
  'REPORT: numbers are down',
];

onEachSearchDatabase((start) => {
  let server: SearchHarness;
  let ada: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start();
    ada = await server.person('ada');
    roomId = (await ada.call('chat:create', { name: 'Talk' })).room.id;
    for (const content of SAID) await ada.call('chat:message', { roomId, content });
    await server.indexed();
  });
  afterAll(() => server.close());

  describe('words', () => {
    it.each([
      ['a word, whatever its case', 'report', [10, 0]],
      ['a part of a word', 'quarter', [0]],
      ['all of several words', 'ready report', [0]],
      ['a phrase', '"report is"', [0]],
      ['not a phrase that stands otherwise', '"is report"', []],
      ['accents or none', 'creme brulee', [1]],
      ['a word left out', 'report -quarterly', [10]],
      ['Thai, which has no spaces', 'ประชุม', [2]],
      ['Thai with a zero-width space', 'ราย\u200bงาน', [3]],
      ['Arabic without its vowels', 'الاجتماع', [4]],
      ['Arabic in another spelling', 'احمد', [5]],
      ['Arabic with ta marbuta as ha', 'المكتبه', [4]],
      ['two characters of Japanese', '会議', [6]],
      ['one character of Japanese', '東', [6]],
      ['two characters of Thai', 'บ่', [2]],
      ['an emoji', '🎉', [7]],
      ['full width as narrow', 'Ｖ２．０', [7]],
      ['what joins words elsewhere', 'quarterly OR dessert', []],
      ['a link', 'example.org/a_b', [9]],
      ['a colon that is no operator', 'REPORT:', [10]],
    ])('finds %s', async (_, q, expected) => {
      expect(await texts(ada, q)).toEqual(expected.map((index) => SAID[index]));
    });

    it.each([
      ['%', [9, 8]],
      ['100%', [8]],
      ['5_000', [8]],
      ['_', [9, 8]],
      ['*starred*', [8]],
      ['(twice)', [8]],
      ['"quoted', [8]],
      ['\\', []],
      ["'; drop table messages; --", []],
      ['text:report NEAR(report)', []],
      ['^report', []],
      ['report*', []],
      ['{report ready}', []],
      ['report AND NOT numbers', []],
      ['%%%', []],
      ['___', []],
      ['a\0b', []],
      ['\ud800report', [10, 0]],
      ['()()()*"""', []],
    ])('takes %j as what it is, and never as syntax', async (q, expected) => {
      expect(await texts(ada, q)).toEqual(expected.map((index) => SAID[index]));
    });

    it.each([
      ['nothing', ''],
      ['spaces', '   '],
      ['quotes', '""'],
      ['only what nobody sees', '\u200b\u200d'],
      ['only words to leave out', '-report'],
      ['too much', 'x'.repeat(501)],
      ['ten thousand characters', '%_*"()'.repeat(1_700)],
    ])('refuses %s', async (_, q) => {
      const refusal = await ada.refusal('search:find', { q });
      expect(refusal).toMatchObject({ code: 'INVALID' });
      expect(refusal.details?.[0]?.path).toBe('q');
    });

    it.each([
      ['a limit of nothing', { limit: 0 }],
      ['too large a limit', { limit: 51 }],
      ['a cursor of another list', { cursor: 'WyJhIl0' }],
      ['a cursor beyond all numbers', { cursor: '9999999999999999' }],
      ['a time zone that is none', { timeZone: 'Asia/Atlantis' }],
    ])('refuses %s', async (_, more) => {
      expect((await ada.raw('search:find', { q: 'report', ...more })).error).toMatchObject({
        code: 'INVALID',
      });
    });

    it('takes the longest text there may be, of any characters', async () => {
      for (const q of ['ก'.repeat(500), '🎉'.repeat(250), '"'.repeat(499).concat('x'), '-'.repeat(500)]) {
        const { ok, error } = await ada.raw('search:find', { q });
        if (!ok) expect(error).toMatchObject({ code: 'INVALID' });
      }
    });
  });

  describe('an answer', () => {
    it('shows why: the piece, where the words are, the room, and what was said around it', async () => {
      const { messages } = await ada.call('search:find', { q: 'ประชุม' });
      const [hit] = messages;
      expect(hit).toMatchObject({ content: SAID[2], room: { id: roomId, name: 'Talk', mine: true } });
      expect(hit?.snippet.ranges.map(([from, to]) => hit.snippet.text.slice(from, to))).toEqual(['ประชุม']);
      expect([hit?.before?.content, hit?.after?.content]).toEqual([SAID[1], SAID[3]]);
    });

    it('goes on where it ended', async () => {
      const { room } = await ada.call('chat:create', { name: 'Pages' });
      for (let n = 0; n < 7; n += 1) {
        await ada.call('chat:message', { roomId: room.id, content: `paged ${n}` });
      }
      await server.indexed();
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const more: object = cursor === null ? {} : { cursor };
        const page: Awaited<ReturnType<typeof find>> = await find(more);
        expect(page.rooms.length === 0 || cursor === null).toBe(true);
        seen.push(...page.messages.map(({ content }) => content));
        cursor = page.next;
      } while (cursor !== null);
      expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `paged ${n}`));

      function find(more: object) {
        return ada.call('search:find', { q: 'paged', limit: 3, ...more });
      }
    });

    it('names rooms and people by the same words, and files where somebody finds them', async () => {
      await server.person('grace');
      const { rooms, people, files } = await ada.call('search:find', { q: '@grace' });
      expect([rooms, files]).toEqual([[], []]);
      expect(people.map(({ username }) => username)).toEqual(['grace']);
      await server.person('zoë');
      const unaccented = await ada.call('search:find', { q: 'zoe' });
      expect(unaccented.people.map(({ username }) => username)).toEqual(['zoë']);
      await ada.call('chat:create', { name: 'مكتبة Élysée' });
      const forms = await ada.call('search:find', { q: '#مكتبه elysee' });
      expect(forms.rooms).toMatchObject([{ name: 'مكتبة Élysée' }]);
      const nothing = await ada.call('search:find', { q: '\u0640' }).catch(({ message }: Error) => message);
      expect(nothing).toContain('Type something to look for');
      const named = await ada.call('search:find', { q: 'tal' });
      expect(named.rooms).toMatchObject([{ id: roomId, name: 'Talk', mine: true }]);
      const operators = await ada.call('search:find', { q: 'tal in:Talk' });
      expect([operators.rooms, operators.people]).toEqual([[], []]);
    });
  });
});
