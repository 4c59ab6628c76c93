/** What is new, and how it stops being new. */
import { expect } from '@playwright/test';
import { addMember, createRoom, message, openRoom, say, sayMany, sidebarLink } from './harness/person.ts';
import { test } from './harness/stories.ts';

test('what was said while one looked elsewhere is counted, marked by a line, and read once its end was seen', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Notice board');
  const other = await createRoom(ben, 'Elsewhere');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ada, 'seen');
  await expect(message(ben, 'seen')).toBeVisible();

  await sidebarLink(ben, other.name).click();
  await expect(ben.page.getByRole('heading', { level: 1, name: other.name })).toBeVisible();
  await say(ada, 'missed one');
  await say(ada, 'missed two');
  await expect(sidebarLink(ben, room.name).getByText('2 unread messages')).toBeAttached();
  await expect(ben.page).toHaveTitle(/^\(2\) /);
  // One’s own messages are never new to oneself.
  await expect(sidebarLink(ada, room.name).getByText('unread')).toHaveCount(0);

  await sidebarLink(ben, room.name).click();
  const line = ben.page.getByTestId('unread-line');
  await expect(line).toBeVisible();
  const [lineAt, seenAt, newAt] = await Promise.all(
    [line, message(ben, 'seen'), message(ben, 'missed one')].map(async (one) => (await one.boundingBox())?.y),
  );
  expect(seenAt).toBeLessThan(lineAt ?? 0);
  expect(lineAt).toBeLessThan(newAt ?? 0);
  await expect(ben.page).toHaveTitle(/^[^(]/);

  // The line stays until one leaves; what is new does not come back.
  await expect(line).toBeVisible();
  await sidebarLink(ben, other.name).click();
  await sidebarLink(ben, room.name).click();
  await expect(message(ben, 'missed two')).toBeVisible();
  await expect(line).toHaveCount(0);
  await ben.page.reload();
  await expect(message(ben, 'missed two')).toBeVisible();
  await expect(line).toHaveCount(0);
});

test('reading on one device reads on the other', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const second = await people.again(ben);
  const room = await createRoom(ada, 'Both devices');
  await addMember(ada, room, ben);
  await openRoom(ben, { id: 'general', name: 'General' });
  await openRoom(second, { id: 'general', name: 'General' });
  await sayMany(ada, room, ['one', 'two', 'three']);
  for (const device of [ben, second]) {
    await expect(sidebarLink(device, room.name).getByText('3 unread messages')).toBeAttached();
  }
  await sidebarLink(ben, room.name).click();
  await expect(message(ben, 'three')).toBeVisible();
  await expect(sidebarLink(second, room.name).getByText('unread')).toHaveCount(0);
});

test('a deleted message is no longer new', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Taken back');
  await addMember(ada, room, ben);
  await openRoom(ben, { id: 'general', name: 'General' });
  await openRoom(ada, room);
  await say(ada, 'stays');
  await say(ada, 'goes');
  await expect(sidebarLink(ben, room.name).getByText('2 unread messages')).toBeAttached();
  await message(ada, 'goes').hover();
  await message(ada, 'goes').getByRole('button', { name: 'More actions' }).click();
  await ada.page.getByRole('menuitem', { name: 'Delete message' }).click();
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(sidebarLink(ben, room.name).getByText('1 unread message')).toBeAttached();
});
