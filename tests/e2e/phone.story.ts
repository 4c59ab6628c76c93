/** On a phone: one column, the list of conversations as its own page, and everything within the thumb's reach. */
import { expect } from '@playwright/test';
import { addMember, composer, createRoom, message, openRoom, say } from './harness/person.ts';
import { overflows } from './harness/screens.ts';
import { PHONE, test } from './harness/stories.ts';

test('signing in, finding a room, talking and going back on a phone’s width', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, `Pocket of ${ada.name}`);
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await say(ada, 'Written at a desk');

  const phone = await people.stranger(PHONE);
  const { page } = phone;
  const fits = async () => expect(await overflows(page)).toBe(false);
  await page.goto('/');
  await page.getByLabel('Username or e-mail').fill(ben.username);
  await page.getByLabel('Password', { exact: true }).fill(ben.password);
  await fits();
  await page.getByRole('button', { name: 'Sign in' }).tap();

  // The list is a page of its own; the places stand at the bottom.
  const link = page.getByRole('link', { name: room.name });
  await expect(link).toContainText('1 unread message');
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
  const places = page.getByRole('navigation', { name: 'Places' });
  const bar = await places.boundingBox();
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeGreaterThan(840);
  await fits();
  await link.tap();

  const there = { ...ben, ...phone };
  await expect(message(there, 'Written at a desk')).toBeInViewport();
  await fits();
  // Enter begins a line where there is no Shift.
  await composer(there).fill('Written on a bus');
  await composer(there).press('Enter');
  await composer(there).pressSequentially('with one thumb');
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(message(ada, 'Written on a bus')).toContainText('with one thumb');

  await page.getByRole('button', { name: 'Details, 2 members' }).tap();
  const panel = page.getByRole('complementary', { name: 'Details' }).or(page.getByRole('dialog'));
  await expect(panel.getByText(ada.name, { exact: true })).toBeVisible();
  await fits();
  await page.getByRole('button', { name: 'Close details' }).tap();
  await expect(panel).toHaveCount(0);

  await page.getByRole('link', { name: 'Back to conversations' }).tap();
  await expect(link).toBeVisible();
  await expect(link).not.toContainText('unread');
  for (const place of ['People', 'Settings']) {
    await places.getByRole('link', { name: place }).tap();
    await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
    await fits();
  }
  await page.getByRole('button', { name: 'Sign out' }).tap();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
