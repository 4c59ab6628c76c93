/** What a room is to everybody in it, and what each makes of it: read-only, slow, favourites and categories, links. */
import { expect } from '@playwright/test';
import {
  addMember,
  ask,
  composer,
  createRoom,
  message,
  openRoom,
  type Person,
  type RoomOf,
  say,
  sidebarLink,
} from './harness/person.ts';
import { test } from './harness/stories.ts';

const change = (person: Person, room: RoomOf, body: object) =>
  ask(person, 'PATCH', `/api/chat/rooms/${room.id}`, body);

const section = ({ page }: Person, name: string) =>
  page
    .getByRole('navigation', { name: 'Conversations' })
    .locator('section')
    .filter({ has: page.getByRole('heading', { name }) });

async function choose(person: Person, room: RoomOf, action: string): Promise<void> {
  await sidebarLink(person, room.name).hover();
  await person.page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('button', { name: `Options for ${room.name}, for me` })
    .click();
  await person.page
    .getByRole('menuitem', { name: action })
    .or(person.page.getByRole('menuitemradio', { name: action }))
    .click();
}

test('a read-only room takes no words and says why; its topic is told to all', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'News');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await ada.page.getByRole('button', { name: 'Add a topic' }).click();
  await ada.page.getByRole('textbox', { name: 'Topic' }).fill('What is new');
  await ada.page.keyboard.press('Enter');
  await expect(ben.page.getByText(`${ada.name} changed the topic to “What is new”`)).toBeVisible();
  await expect(ben.page.getByTitle('What is new')).toBeVisible();

  await ada.page.getByRole('button', { name: /^Details/ }).click();
  await ada.page.getByRole('button', { name: 'Room settings' }).click();
  const settings = ada.page.getByRole('dialog');
  await settings.getByText('Permissions', { exact: true }).click();
  await settings.getByLabel('Write messages').selectOption('moderator');
  await expect(ben.page.getByText('This room is read-only: its moderators post here.')).toBeVisible();
  await expect(composer(ben)).toHaveCount(0);
  await ada.page.keyboard.press('Escape');
  await say(ada, 'Read all about it');
  await expect(message(ben, 'Read all about it')).toBeVisible();

  // Archived, it is read by everybody, written in by nobody, and out of the sidebar.
  await ask(ada, 'PUT', `/api/chat/rooms/${room.id}/archived`, { archived: true });
  await expect(
    ben.page.getByText('This room is archived. It can be read, and nothing is added.'),
  ).toBeVisible();
  await expect(composer(ada)).toHaveCount(0);
  await expect(sidebarLink(ben, room.name)).toHaveCount(0);
  await ben.page.goto('/rooms');
  await ben.page.getByText('Archived', { exact: true }).click();
  await expect(ben.page.getByRole('link', { name: `Open ${room.name}` })).toBeVisible();
  await ada.page.getByRole('button', { name: 'Bring back' }).click();
  await expect(composer(ada)).toBeVisible();
});

test('slow mode counts down, keeps the text, and lets it go then', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Slowly');
  await addMember(ada, room, ben);
  await change(ada, room, { slowModeSeconds: 5 });
  await openRoom(ben, room);
  await say(ben, 'One');
  await composer(ben).fill('Two');
  await expect(ben.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await expect(ben.page.getByText(/^[1-5] s$/)).toBeVisible();
  await composer(ben).press('Enter');
  await expect(composer(ben)).toHaveValue('Two');
  await expect(message(ben, 'Two')).toHaveCount(0);
  await expect(ben.page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled({ timeout: 15_000 });
  await composer(ben).press('Enter');
  await expect(message(ben, 'Two')).toHaveAttribute('data-delivery', 'sent', { timeout: 15_000 });
});

test('P10: favourites and categories are on the other device at once, and after a reload', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Planning');
  const other = await createRoom(ada, 'Lunch');
  await openRoom(ada, room);
  const phone = await people.again(ada);
  await openRoom(phone, room);

  await choose(ada, room, 'Add to favourites');
  await expect(section(phone, 'Favourites').getByRole('link', { name: room.name })).toBeVisible();
  await choose(ada, other, 'New category…');
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByLabel('Name of the category').fill('Fun');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(section(phone, 'Fun').getByRole('link', { name: other.name })).toBeVisible();
  await choose(phone, other, 'Mute until I say otherwise');
  await expect(sidebarLink(ada, other.name).getByLabel('Muted')).toBeVisible();

  await ada.page.reload();
  await expect(section(ada, 'Favourites').getByRole('link', { name: room.name })).toBeVisible();
  await expect(section(ada, 'Fun').getByRole('link', { name: other.name })).toBeVisible();
  // Folded, a section shows what is open only.
  await section(ada, 'Fun').getByRole('button', { name: 'Fun', exact: true }).click();
  await expect(sidebarLink(ada, other.name)).toHaveCount(0);
});

test('a link lets somebody into a private room, and one that ended says so', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Secret', 'private');
  await openRoom(ada, room);
  await ada.page.getByRole('button', { name: /^Details/ }).click();
  await ada.page.getByRole('button', { name: 'Room settings' }).click();
  const settings = ada.page.getByRole('dialog');
  await settings.getByText('Links', { exact: true }).click();
  await settings.getByRole('button', { name: 'Make a link' }).click();
  const url = await settings.getByRole('textbox', { name: 'Link' }).inputValue();
  await expect(settings.getByText('used 0 of 1 time')).toBeVisible();

  // Signed out, one sees where it leads, and comes back to it.
  const { page } = await people.stranger();
  await page.goto(url);
  await expect(page.getByRole('heading', { name: `Join ${room.name}` })).toBeVisible();
  await expect(page.getByText(`${ada.name} invites you.`)).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Username or e-mail').fill(ben.username);
  await page.getByLabel('Password', { exact: true }).fill(ben.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Join room' }).click();
  await expect(page.getByRole('heading', { name: room.name, level: 1 })).toBeVisible();

  // It was for one person: the next is told.
  const carla = await people.arrive('Carla');
  carla.watch.expect(/403 \(Forbidden\).*\/api\/chat\/invites\/preview/);
  await carla.page.goto(url);
  await expect(carla.page.getByText('It has been used by as many people as it was for.')).toBeVisible();
});

test('several people talk directly, and more people make another conversation', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const carla = await people.arrive('Carla');
  const { room } = await ask<{ room: RoomOf }>(ada, 'POST', '/api/chat/direct', { userIds: [ben.id] });
  await ada.page.goto(`/rooms/${room.id}`);
  await expect(composer(ada)).toBeVisible();
  await ada.page.getByRole('button', { name: /^Details/ }).click();
  await ada.page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByLabel('Search people').fill(carla.name);
  await dialog.getByRole('checkbox', { name: new RegExp(carla.name) }).check();
  await dialog.getByRole('button', { name: 'Start conversation' }).click();
  await expect(ada.page.getByRole('heading', { level: 1 })).toContainText(carla.name);
  await expect(ada.page.getByRole('heading', { level: 1 })).toContainText(ben.name);
  await say(ada, 'Now we are three');
  await carla.page.goto('/rooms');
  await expect(sidebarLink(carla, ada.name)).toBeVisible();
});
