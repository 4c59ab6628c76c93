/** People who name each other, point at messages, and look after what they have read. */
import { expect } from '@playwright/test';
import { findings } from './harness/axe.ts';
import {
  addMember,
  ask,
  composer,
  createRoom,
  message,
  openRoom,
  type Person,
  say,
  sayMany,
  sidebarLink,
} from './harness/person.ts';
import { test } from './harness/stories.ts';

const menuItem = async (person: Person, text: string, item: string) => {
  await message(person, text).hover();
  await message(person, text).getByRole('button', { name: 'More' }).click();
  await person.page.getByRole('menuitem', { name: item }).click();
};

test('naming somebody reaches them beside the room, and is a mark in the text', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Tea room');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, { id: 'general', name: 'General' });

  await composer(ada).pressSequentially(`hello @${ben.username.slice(0, 4)}`);
  const active = ada.page
    .getByRole('listbox', { name: 'Suggestions' })
    .getByRole('option', { selected: true });
  await expect(active).toContainText(ben.name);
  await ada.page.keyboard.press('Enter');
  await expect(composer(ada)).toHaveValue(`hello @${ben.username} `);
  await ada.page.keyboard.press('Enter');
  await expect(sidebarLink(ben, room.name)).toContainText('@1');
  await expect(sidebarLink(ben, room.name).getByText('1 mention')).toBeAttached();

  await sidebarLink(ben, room.name).click();
  const chip = message(ben, 'hello').getByRole('button', { name: `@${ben.username}` });
  await expect(chip).toHaveAttribute('data-mine', 'true');
  await expect(sidebarLink(ben, room.name).getByText('mention')).toHaveCount(0);
  expect(await findings(ben.page)).toEqual([]);
});

test('calling everybody is refused where one may not', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Calm room');
  await addMember(ada, room, ben);
  await ask(ada, 'PATCH', `/api/chat/rooms/${room.id}`, { permissions: { mentionAll: 'moderator' } });
  await openRoom(ben, room);
  await composer(ben).fill('@room look');
  await composer(ben).press('Enter');
  await expect(message(ben, '@room look')).toHaveAttribute('data-delivery', 'failed');
});

test('a link leads to its message, however old, and back leads back', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Long room');
  const first = await ask<{ message: { id: string } }>(ada, 'POST', `/api/chat/messages/${room.id}`, {
    content: 'the very first',
  });
  await sayMany(
    ada,
    room,
    Array.from({ length: 90 }, (_, n) => `line ${n}`),
  );
  await openRoom(ada, room);
  await say(ada, `see ${new URL(ada.page.url()).origin}/rooms/${room.id}?message=${first.message.id}`);
  // By what is there, to who may read it.
  const chip = ada.page.getByTestId('message').filter({ hasText: 'see' }).getByRole('link');
  await expect(chip).toContainText('the very first');
  await expect(chip).toContainText(`#${room.name}`);
  await chip.click();
  const said = ada.page.getByTestId('message').filter({ hasText: 'the very first', hasNotText: 'see' });
  await expect(said).toBeInViewport();
  await expect(said).toBeFocused();
  await expect(ada.page).toHaveURL(/\?message=/);
  await ada.page.goBack();
  await expect(ada.page).not.toHaveURL(/\?message=/);
});

test('P6: a link to what one may not read says so, and one to what is deleted says that', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const secret = await createRoom(ada, 'Secret plans', 'private');
  const open = await createRoom(ada, 'Open talk');
  await addMember(ada, open, ben);
  const { message: plan } = await ask<{ message: { id: string } }>(
    ada,
    'POST',
    `/api/chat/messages/${secret.id}`,
    {
      content: 'attack at dawn',
    },
  );
  await openRoom(ada, open);
  await openRoom(ben, open);
  await say(ada, `read ${new URL(ada.page.url()).origin}/rooms/${secret.id}?message=${plan.id}`);
  const chip = (person: Person) =>
    person.page.getByTestId('message').filter({ hasText: 'read' }).getByRole('link');
  await expect(chip(ada)).toContainText('attack at dawn');
  await expect(chip(ben)).toHaveText('a message in a room you are not in');
  await ask(ada, 'DELETE', `/api/chat/messages/${secret.id}/${plan.id}`);
  await expect(chip(ada)).toContainText('a deleted message in');
});

test('who is named and not in the room is said to the author alone, who brings them in', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const mina = await people.arrive('Mina');
  const room = await createRoom(ada, 'Small circle', 'private');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await openRoom(mina, { id: 'general', name: 'General' });
  await composer(ada).pressSequentially(`ask @${mina.username.slice(0, 4)}`);
  const outside = ada.page.getByRole('group', { name: 'Not in this room' });
  await expect(outside.getByRole('option').filter({ hasText: mina.username })).toBeVisible();
  await composer(ada).press('Escape');
  await composer(ada).fill(`ask @${mina.username} about it`);
  await composer(ada).press('Enter');
  const note = (person: Person) => person.page.getByText('isn’t in this room.');
  await expect(note(ada)).toContainText(mina.name);
  await expect(message(ben, 'about it')).toBeVisible();
  await expect(note(ben)).toHaveCount(0);
  await ada.page.getByRole('button', { name: `Add ${mina.name} to this room` }).click();
  await expect(note(ada)).toHaveCount(0);
  await expect(sidebarLink(mina, room.name)).toBeVisible();
});

test('what a message said before it was edited can be seen', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Second thoughts');
  await openRoom(ada, room);
  await say(ada, 'tea at four');
  await message(ada, 'tea at').hover();
  await message(ada, 'tea at').getByRole('button', { name: 'Edit' }).click();
  await ada.page.keyboard.press('ControlOrMeta+A');
  await ada.page.keyboard.type('tea at five');
  await ada.page.keyboard.press('Enter');
  await message(ada, 'tea at five').getByRole('button', { name: 'edited' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Versions of this message' });
  await expect(dialog.locator('del')).toHaveText('four');
  await expect(dialog.locator('ins')).toHaveText('five');
  expect(await findings(ada.page)).toEqual([]);
});

test('what is marked unread stays so on every device until the room is opened again', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Later');
  await addMember(ada, room, ben);
  const second = await people.again(ben);
  await openRoom(ben, room);
  await openRoom(second, room);
  await openRoom(ada, room);
  await say(ada, 'one');
  await say(ada, 'two');
  await expect(message(ben, 'two')).toBeVisible();
  await menuItem(ben, 'one', 'Mark unread from here');
  for (const device of [ben, second]) {
    await expect(sidebarLink(device, room.name).getByText('2 unread messages')).toBeAttached();
  }
  await say(ada, 'three');
  await expect(message(second, 'three')).toBeVisible();
  await expect(sidebarLink(second, room.name).getByText('3 unread messages')).toBeAttached();

  await sidebarLink(ben, 'General').click();
  await sidebarLink(ben, room.name).click();
  for (const device of [ben, second]) {
    await expect(sidebarLink(device, room.name).getByText('unread')).toHaveCount(0);
  }
});

test('one sees how far a message has come, and who has read it', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Receipts');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, { id: 'general', name: 'General' });
  await say(ada, 'has it come');
  const row = message(ada, 'has it come');
  await expect(row.getByText('Delivered')).toBeAttached();
  await openRoom(ben, room);
  await expect(row.getByText('Read', { exact: true })).toBeAttached();
  await menuItem(ada, 'has it come', 'Who has read it');
  await expect(ada.page.getByRole('dialog', { name: 'Read by' })).toContainText(ben.name);
});

test('a message is forwarded with a word, and says where it comes from', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const from = await createRoom(ada, 'Origin');
  const to = await createRoom(ada, 'Destination');
  await openRoom(ada, from);
  await say(ada, 'worth passing on');
  await menuItem(ada, 'worth passing on', 'Forward');
  const dialog = ada.page.getByRole('dialog', { name: 'Forward message' });
  await dialog.getByRole('radio', { name: to.name }).check();
  await dialog.getByRole('textbox', { name: /Say something with it/ }).fill('look at this');
  await dialog.getByRole('button', { name: 'Forward' }).click();
  await expect(dialog).toHaveCount(0);
  await openRoom(ada, to);
  await expect(message(ada, 'look at this')).toBeVisible();
  await expect(message(ada, 'worth passing on')).toContainText('Forwarded from');
  await message(ada, 'worth passing on').getByRole('link', { name: from.name }).click();
  await expect(message(ada, 'worth passing on')).toBeFocused();
});

test('a day is gone to from the line of another', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Calendar');
  await sayMany(
    ada,
    room,
    Array.from({ length: 80 }, (_, n) => `entry ${n}.`),
  );
  await openRoom(ada, room);
  await expect(message(ada, 'entry 79.')).toBeVisible();
  // The first day’s line comes with the oldest messages.
  await ada.page.getByRole('region', { name: 'Messages' }).press('Home');
  await expect(message(ada, 'entry 0.')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Today' }).first().click();
  await ada.page.getByRole('menuitem', { name: 'The very beginning' }).click();
  await expect(message(ada, 'entry 0.')).toBeInViewport();
});
