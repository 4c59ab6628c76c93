/** Two people talk: rooms, messages, what the other sees of them, and who is let in. */
import { expect } from '@playwright/test';
import {
  addMember,
  ask,
  composer,
  createRoom,
  message,
  messages,
  openRoom,
  type RoomOf,
  say,
  sidebarLink,
} from './harness/person.ts';
import { test } from './harness/stories.ts';

test('P2: one creates a room, the other finds it among the rooms and joins, and both talk live', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  await ada.page.goto('/');
  await ada.page.getByRole('button', { name: 'New conversation' }).click();
  await ada.page.getByRole('menuitem', { name: 'Create a room' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Create a room' });
  await dialog.getByLabel('Name').fill(`Garden of ${ada.name}`);
  await dialog.getByLabel('What it is for').fill('Seeds and soil');
  await dialog.getByRole('button', { name: 'Create room' }).click();
  await expect(ada.page.getByRole('heading', { level: 1, name: `Garden of ${ada.name}` })).toBeVisible();
  await say(ada, 'Is anybody here?');

  await ben.page.goto('/rooms');
  await ben.page.getByRole('searchbox', { name: 'Search rooms' }).fill(`garden of ${ada.name}`);
  await ben.page.getByRole('button', { name: `Join Garden of ${ada.name}` }).click();
  await expect(message(ben, 'Is anybody here?')).toBeVisible();
  await expect(ada.page.getByRole('button', { name: 'Details, 2 members' })).toBeVisible();

  await say(ben, 'I am!');
  await expect(message(ada, 'I am!')).toBeVisible();
  await say(ada, 'Good.');
  await expect(message(ben, 'Good.')).toBeVisible();
});

test('typing shows to the other, and goes when what was typed is sent', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Typing');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  const line = ben.page.getByTestId('typing-line');
  await expect(line).toBeEmpty();
  await composer(ada).pressSequentially('So');
  await expect(line).toHaveText(`${ada.name} is typing…`);
  await expect(ada.page.getByTestId('typing-line')).toBeEmpty();
  await composer(ada).press('Enter');
  await expect(message(ben, 'So')).toBeVisible();
  await expect(line).toBeEmpty();
});

test('messages of one person in a row stand under one name', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Groups');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ada, 'one');
  await say(ada, 'two');
  await expect(message(ben, 'two')).toBeVisible();
  await say(ben, 'three');
  for (const reader of [ada, ben]) {
    await expect(message(reader, 'one')).toHaveAttribute('data-head');
    await expect(message(reader, 'two')).not.toHaveAttribute('data-head');
    await expect(message(reader, 'three')).toHaveAttribute('data-head');
  }
});

test('an edit and a deletion reach the other, who may do neither', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Second thoughts');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ada, 'frist');
  await say(ada, 'regretted');

  await message(ben, 'frist').hover();
  await expect(message(ben, 'frist').getByRole('button', { name: 'More actions' })).toBeVisible();
  await expect(message(ben, 'frist').getByRole('button', { name: 'Edit message' })).toHaveCount(0);
  await message(ben, 'frist').getByRole('button', { name: 'More actions' }).click();
  await expect(ben.page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
  await expect(ben.page.getByRole('menuitem', { name: 'Delete message' })).toHaveCount(0);
  await ben.page.keyboard.press('Escape');

  await message(ada, 'frist').hover();
  await message(ada, 'frist').getByRole('button', { name: 'Edit message' }).click();
  const editor = ada.page.getByRole('textbox', { name: 'Edit message' });
  await editor.fill('first');
  await editor.press('Enter');
  await expect(message(ben, 'first')).toContainText('(edited)');
  await expect(message(ada, 'first')).toContainText('(edited)');

  await message(ada, 'regretted').hover();
  await message(ada, 'regretted').getByRole('button', { name: 'More actions' }).click();
  await ada.page.getByRole('menuitem', { name: 'Delete message' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Delete this message?' });
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(message(ben, 'This message was deleted.')).toBeVisible();
  for (const reader of [ada, ben]) {
    await expect(message(reader, 'regretted')).toHaveCount(0);
    await expect(messages(reader)).toHaveCount(2);
  }
  await ben.page.reload();
  await expect(message(ben, 'This message was deleted.')).toBeVisible();
  await expect(message(ben, 'first')).toContainText('(edited)');
});

test('a direct message opens from a person, and reaches them wherever they are', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  await ben.page.goto('/people');
  await ada.page.goto('/people');
  await ada.page.getByRole('searchbox', { name: 'Search people' }).fill(ben.username);
  await ada.page.getByRole('button', { name: `Message ${ben.name}` }).click();
  await expect(ada.page.getByRole('heading', { level: 1, name: ben.name })).toBeVisible();
  await say(ada, 'Between us');

  await expect(ben.page.getByRole('link', { name: 'Chat, 1 unread message' })).toBeVisible();
  await ben.page.getByRole('link', { name: 'Chat, 1 unread message' }).click();
  await sidebarLink(ben, ada.name).click();
  await expect(message(ben, 'Between us')).toBeVisible();
  await say(ben, 'It stays here');
  await expect(message(ada, 'It stays here')).toBeVisible();
});

test('P6: who is removed from a private room leaves its screen at once, and gets nothing said after', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Inner circle', 'private');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ada, 'Still together');
  await expect(message(ben, 'Still together')).toBeVisible();

  await ada.page.getByRole('button', { name: 'Details, 2 members' }).click();
  await ada.page.getByRole('button', { name: `Options for ${ben.name}` }).click();
  await ada.page.getByRole('menuitem', { name: 'Remove from room' }).click();
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Remove from room' }).click();

  await expect(ben.page.getByRole('heading', { name: 'This room isn’t here' })).toBeVisible();
  await expect(sidebarLink(ben, 'Inner circle')).toHaveCount(0);
  await expect(message(ben, 'Still together')).toHaveCount(0);
  await expect(ada.page.getByRole('button', { name: 'Details, 1 member' })).toBeVisible();
  await say(ada, 'He is gone');
  await openRoom(ben, { id: 'general', name: 'General' });
  await expect(message(ben, 'He is gone')).toHaveCount(0);
  await ben.page.goto(`/rooms/${room.id}`);
  await expect(ben.page.getByRole('heading', { name: 'This room isn’t here' })).toBeVisible();
});

test('P6: a private room is hidden from who was never in it', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const eve = await people.arrive('Eve');
  const room = await createRoom(ada, `Vault of ${ada.name}`, 'private');
  await eve.page.goto(`/rooms/${room.id}`);
  await expect(eve.page.getByRole('heading', { name: 'This room isn’t here' })).toBeVisible();
  await eve.page.goto('/rooms');
  await eve.page.getByRole('searchbox', { name: 'Search rooms' }).fill(`Vault of ${ada.name}`);
  await expect(eve.page.getByRole('heading', { name: 'No room by that name' })).toBeVisible();
});

test('P9: presence shows who is there, and who has gone', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const { room } = await ask<{ room: RoomOf }>(ada, 'POST', '/api/chat/direct', { userIds: [ben.id] });
  await openRoom(ada, room);
  const header = ada.page.getByRole('main').getByRole('banner').or(ada.page.locator('main header'));
  await expect(header).toContainText('Offline');
  await openRoom(ben, room);
  await expect(header).toContainText('Online');
  await ben.page.reload();
  await expect(composer(ben)).toBeVisible();
  await expect(header).toContainText('Online');
  await ben.context.close();
  // Ten seconds of grace, and thirty at most.
  await expect(header).toContainText('Offline', { timeout: 30_000 });
});
