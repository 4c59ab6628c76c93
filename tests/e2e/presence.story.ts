/** How people appear to each other: what they chose, what they say of themselves, and whether they are there. */
import { expect, type Page } from '@playwright/test';
import { findings } from './harness/axe.ts';
import {
  addMember,
  ask,
  composer,
  createRoom,
  openRoom,
  type Person,
  type RoomOf,
  say,
} from './harness/person.ts';
import { test } from './harness/stories.ts';

const header = ({ page }: Person) => page.locator('main header');
const choose = async (person: Person, name: string | RegExp) => {
  await person.page.getByRole('button', { name: /: status, settings, sign out$/ }).click();
  await person.page.getByRole('menu', { name: 'You' }).getByText(name).click();
};
/** As when another tab is opened over the page, which headless browsers can't do. */
const hide = (page: Page, hidden: boolean) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

async function talking(one: Person, other: Person): Promise<void> {
  const { room } = await ask<{ room: RoomOf }>(one, 'POST', '/api/chat/direct', { userIds: [other.id] });
  await openRoom(one, room);
  await openRoom(other, room);
  await expect(header(one)).toContainText('Online');
}

test('a status of one’s own and do not disturb are seen by others, on every device, until they are cleared', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  await talking(ada, ben);

  await choose(ben, 'Set a status…');
  const dialog = ben.page.getByRole('dialog', { name: 'What are you up to?' });
  await expect(dialog.getByRole('textbox', { name: 'Your status' })).toBeFocused();
  expect(await findings(ben.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'At lunch' }).click();
  await dialog.getByRole('textbox', { name: 'Your status' }).fill('Soup with Cem');
  await dialog.getByLabel('Clear after').selectOption('4 hours');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(header(ada)).toContainText(/Online · 🍜 Soup with Cem \(until .+\)/);
  await say(ben, 'Back soon');
  await expect(
    ada.page
      .getByTestId('message')
      .last()
      .getByRole('img', { name: /Soup with Cem/ }),
  ).toBeVisible();

  await choose(ben, /^Do not disturb$/);
  await expect(header(ada)).toContainText('Do not disturb');
  await ben.page.reload();
  await expect(composer(ben)).toBeVisible();
  await expect(header(ada)).toContainText('Do not disturb');

  // On another device it is the same choice, and is undone there.
  const phone = await people.again(ben);
  await phone.page.goto('/');
  await choose(phone, 'Online');
  await expect(header(ada)).toContainText('Online');
  await choose(phone, 'Clear status');
  await expect(header(ada)).not.toContainText('Soup');
});

test('P9: whoever looks away shows as away, and is back at once; one page in sight is enough', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  await talking(ada, ben);
  await hide(ben.page, true);
  await expect(header(ada)).toContainText('Away');
  const second = await ben.context.newPage();
  await second.goto('/rooms');
  await expect(header(ada)).toContainText('Online');
  await second.close();
  await expect(header(ada)).toContainText('Away');
  await hide(ben.page, false);
  await expect(header(ada)).toContainText('Online');
});

test('P9: whoever touches nothing for five minutes shows as away until they do', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  await ben.page.clock.install();
  await talking(ada, ben);
  // Faster than heartbeats come: the line may be lost over it, and what is away comes back as away.
  for (let minute = 0; minute < 5; minute += 1) await ben.page.clock.runFor(61_000);
  await expect(header(ada)).toContainText('Away', { timeout: 40_000 });
  await ben.page.mouse.move(200, 200);
  await expect(header(ada)).toContainText('Online');
});

test('the list of members is live: who comes, goes, joins and leaves', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const cem = await people.arrive('Cem');
  const room = await createRoom(ada, `List of ${ada.name}`);
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  const panel = ada.page.getByRole('complementary', { name: 'Details' });
  if (!(await panel.isVisible())) await ada.page.getByRole('button', { name: /^Details, / }).click();
  const list = panel.getByRole('list', { name: 'Members' });
  const read = () =>
    list
      .locator('li')
      .evaluateAll((lines) => lines.map((line) => line.querySelector('h4, bdi')?.textContent));

  await expect.poll(read).toEqual(['Online 1', ada.name, 'Offline 1', ben.name]);
  await openRoom(ben, room);
  await expect.poll(read).toEqual(['Online 2', ada.name, ben.name]);
  await hide(ben.page, true);
  await expect.poll(read).toEqual(['Online 1', ada.name, 'Away 1', ben.name]);
  await openRoom(cem, room);
  await expect.poll(read).toEqual(['Online 2', ada.name, cem.name, 'Away 1', ben.name]);
  await ask(ben, 'POST', `/api/chat/rooms/${room.id}/leave`);
  await expect.poll(read).toEqual(['Online 2', ada.name, cem.name]);
  await cem.context.close();
  await expect.poll(read, { timeout: 30_000 }).toEqual(['Online 1', ada.name, 'Offline 1', cem.name]);
  await expect(list.getByText('last seen now')).toBeVisible();
  expect(await findings(ada.page)).toEqual([]);
  await list.getByRole('button', { name: `Options for ${cem.name}` }).click();
  await expect(ada.page.getByText('Offline · last seen')).toBeVisible();
});
