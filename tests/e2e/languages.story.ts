/** The interface in Thai and Arabic: every text translated, and everything mirrored where one reads from the right. */
import { expect, type Page } from '@playwright/test';
import { addMember, createRoom, sayMany } from './harness/person.ts';
import { overflows, untranslated } from './harness/screens.ts';
import { test } from './harness/stories.ts';

async function choose(page: Page, language: string): Promise<void> {
  await page.goto('/settings');
  await page.getByRole('combobox').selectOption({ label: language });
}

/** The screens somebody meets on an ordinary day. */
async function visit(page: Page, roomId: string, look: () => Promise<void>): Promise<void> {
  for (const path of [`/rooms/${roomId}`, '/rooms', '/people', '/settings', '/design', '/nowhere-at-all']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await look();
  }
  await page.goto(`/rooms/${roomId}`);
  await expect(page.getByTestId('message').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await look();
  await page.keyboard.press('Escape');
}

for (const { language, name, dir, message, words } of [
  { language: 'th', name: 'ไทย', dir: 'ltr', message: 'สวัสดีทุกคน', words: /[\u0E00-\u0E7F]/ },
  { language: 'ar', name: 'العربية', dir: 'rtl', message: 'مرحبا بالجميع', words: /[\u0600-\u06FF]/ },
] as const) {
  test(`in ${name} every text of every screen is translated, and stays so after a reload`, async ({
    people,
  }) => {
    const ada = await people.arrive('Ada');
    const ben = await people.arrive('Ben');
    const room = await createRoom(ada, 'Lingua');
    await addMember(ada, room, ben);
    await sayMany(ada, room, [message, 'Hello everybody']);
    await sayMany(ben, room, [message]);
    const { page } = ada;
    await choose(page, name);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('html')).toHaveAttribute('dir', dir);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
    await visit(page, room.id, async () => {
      expect(await untranslated(page, language)).toEqual([]);
      expect(await overflows(page)).toBe(false);
    });
  });
}

test('reading from the right mirrors the frame, and each message keeps its own direction', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Both ways');
  await sayMany(ada, room, ['left to right', 'من اليمين إلى اليسار']);
  const { page } = ada;
  const sides = async () => {
    await page.goto(`/rooms/${room.id}`);
    await expect(page.getByTestId('message')).toHaveCount(2);
    const [nav, field] = await Promise.all([
      page.getByRole('navigation').first().boundingBox(),
      page.getByRole('main').getByRole('textbox').boundingBox(),
    ]);
    return (nav?.x ?? 0) < (field?.x ?? 0) ? 'from the left' : 'from the right';
  };
  expect(await sides()).toBe('from the left');
  await choose(page, 'العربية');
  expect(await sides()).toBe('from the right');
  const directions = await page
    .getByTestId('message')
    .getByTestId('message-text')
    .locator('[dir="auto"]')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
  expect(directions).toEqual(['ltr', 'rtl']);
  await choose(page, 'English');
  expect(await sides()).toBe('from the left');
});

test('the language of the forms is chosen on them, or taken from the browser', async ({ people }) => {
  const thai = await people.stranger({ locale: 'th-TH' });
  await thai.page.goto('/sign-in');
  await expect(thai.page.locator('html')).toHaveAttribute('lang', 'th');
  expect(await untranslated(thai.page, 'th')).toEqual([]);

  const { page } = await people.stranger();
  await page.goto('/register');
  await page.getByRole('button', { name: 'العربية' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[\u0600-\u06FF]/);
  expect(await untranslated(page, 'ar')).toEqual([]);
});
