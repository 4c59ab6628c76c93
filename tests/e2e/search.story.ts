/** Finding what was said: in three scripts, far back, only what one may read, and nothing that is gone. */
import { expect, type Locator, type Page } from '@playwright/test';
import { findings } from './harness/axe.ts';
import { addMember, ask, createRoom, message, openRoom, type Person, sayMany } from './harness/person.ts';
import { overflows, untranslated } from './harness/screens.ts';
import { PHONE, test } from './harness/stories.ts';

const hits = (page: Page): Locator => page.getByTestId('hit');
const field = (page: Page): Locator => page.getByRole('searchbox');

/** Until everything that was said so far can be found. */
async function indexed(person: Person, word: string, count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const path = `/api/search?limit=50&q=${encodeURIComponent(word)}`;
        return (await ask<{ messages: object[] }>(person, 'GET', path)).messages.length;
      },
      { timeout: 30_000 },
    )
    .toBe(count);
}

async function searched(page: Page, text: string): Promise<void> {
  await page.goto('/search');
  await expect(field(page)).toBeFocused();
  await field(page).fill(text);
}

test('English, Thai and Arabic are found by parts of words, however they are written', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, `Languages of ${ada.name}`);
  await sayMany(ada, room, [
    'The Quarterly résumé is ready',
    'สวัสดีครับ วันนี้ประชุมตอนบ่ายสองโมง',
    'الاجتماعُ غدًا في المَكتبة',
  ]);
  await indexed(ada, `in:${room.id}`, 3);
  const { page } = ada;
  for (const [typed, marked, said] of [
    ['quarter', 'Quarter', 'The Quarterly'],
    ['RESUME', 'résumé', 'The Quarterly'],
    ['ประชุม', 'ประชุม', 'สวัสดีครับ'],
    ['المكتبه', 'المَكتبة', 'الاجتماعُ'],
  ] as const) {
    await searched(page, `${typed} in:${room.id}`);
    await expect(hits(page)).toHaveCount(1);
    await expect(hits(page)).toContainText(said);
    await expect(hits(page).locator('mark')).toHaveText(marked);
  }
  // Filters are text, and buttons.
  await page.getByRole('button', { name: 'Links' }).click();
  await expect(field(page)).toHaveValue(/has:link$/);
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.getByRole('button', { name: 'Links' }).click();
  await expect(hits(page)).toHaveCount(1);
  await field(page).fill('before:tomorrow');
  await expect(page.getByRole('heading', { name: '“tomorrow” is not a day' })).toBeVisible();
});

test('from Ctrl+K to a message far back, by keys alone: it is shown in its place and marked', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, `Archive of ${ada.name}`);
  await sayMany(ada, room, ['before the treasure', 'the treasure lies here', 'after the treasure']);
  await sayMany(
    ada,
    room,
    Array.from({ length: 120 }, (_, n) => `later talk ${n}`),
  );
  await indexed(ada, `in:${room.id} treasure`, 3);
  await openRoom(ada, room);
  const { page } = ada;
  await expect(message(ada, 'later talk 119')).toBeVisible();
  await expect(message(ada, 'the treasure lies here')).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(`"treasure lies" in:${room.id}`);
  await expect(page.getByRole('option', { selected: true })).toContainText('Search messages for');
  await page.keyboard.press('Enter');
  await expect(hits(page)).toHaveCount(1);
  await expect(hits(page)).toContainText('before the treasure');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(hits(page)).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/rooms\/.+\?message=/);
  const found = message(ada, 'the treasure lies here');
  await expect(found).toBeInViewport();
  await expect(found).toHaveAttribute('data-marked', 'true');
  await expect(message(ada, 'after the treasure')).toBeVisible();
  await expect(found).not.toHaveAttribute('data-marked', 'true');
  // The address alone leads there too.
  await page.reload();
  await expect(found).toBeInViewport();
});

test('somebody else’s private room is never found, nor what was edited or deleted', async ({ people }) => {
  const [ada, ben] = [await people.arrive('Ada'), await people.arrive('Ben')];
  const secret = await createRoom(ada, `Secrets of ${ada.name}`, 'private');
  const shared = await createRoom(ada, `Shared by ${ada.name}`, 'private');
  await addMember(ada, shared, ben);
  const word = `quokka${ada.username}`;
  const say = (room: { id: string }, content: string) =>
    ask<{ message: { id: string } }>(ada, 'POST', `/api/chat/messages/${room.id}`, { content });
  await say(secret, `secret ${word}`);
  const { message: edited } = await say(shared, `edited ${word}`);
  const { message: deleted } = await say(shared, `deleted ${word}`);
  await say(shared, `kept ${word}`);
  await indexed(ada, word, 4);
  const { page } = ben;
  await searched(page, word);
  await expect(hits(page)).toHaveCount(3);
  await expect(hits(page).filter({ hasText: 'secret' })).toHaveCount(0);

  await ask(ada, 'PATCH', `/api/chat/messages/${shared.id}/${edited.id}`, { content: 'another animal' });
  await ask(ada, 'DELETE', `/api/chat/messages/${shared.id}/${deleted.id}`);
  await page.reload();
  await expect(hits(page)).toHaveCount(1);
  await expect(hits(page).locator('mark')).toHaveText(word);
  await expect(hits(page)).toContainText('kept');
  await field(page).fill(`Secrets of ${ada.name}`);
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
});

test('on a phone, in Arabic, it fits, is translated, and axe finds nothing', async ({ people }) => {
  const ada = await people.arrive('Ada', { ...PHONE, locale: 'ar' });
  const room = await createRoom(ada, `غرفة ${ada.name}`);
  await sayMany(ada, room, ['الاجتماع غدًا', 'في المكتبة الكبيرة', 'إلى اللقاء']);
  await indexed(ada, `in:${room.id}`, 3);
  const { page } = ada;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/search');
  await expect(field(page)).toBeVisible();
  const clean = async () => {
    expect(await overflows(page)).toBe(false);
    expect(await untranslated(page, 'ar')).toEqual([]);
    expect(await findings(page)).toEqual([]);
  };
  await clean();
  await field(page).fill(`المكتبه in:${room.id}`);
  await expect(hits(page)).toHaveCount(1);
  await clean();
  await field(page).fill('لا شيء هنا أبدا');
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
  await clean();
});
