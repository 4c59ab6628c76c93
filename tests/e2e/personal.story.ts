/** A person's own things: drafts on two devices, messages for later, reminders, and what they saved. */
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
} from './harness/person.ts';
import { PHONE, test } from './harness/stories.ts';

const entry = async (person: Person, text: string, name: string) => {
  await message(person, text).hover();
  await message(person, text).getByRole('button', { name: 'More actions' }).click();
  await person.page.getByRole('menuitem', { name }).click();
};

test('a draft begun on one device is gone on with on another, and is gone everywhere once it is sent', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Drafts');
  const phone = await people.again(ada, PHONE);
  await openRoom(ada, room);
  await say(ada, 'Who writes the report?');
  await message(ada, 'Who writes the report?').hover();
  await message(ada, 'Who writes the report?').getByRole('button', { name: 'Reply' }).click();
  await composer(ada).fill('Begun at the desk');
  // The list of conversations, with a pencil beside the room.
  await phone.page.goto('/');
  await expect(
    phone.page.getByRole('link', { name: /Drafts/ }).getByRole('img', { name: 'Has a draft' }),
  ).toBeVisible();
  await openRoom(phone, room);
  await expect(composer(phone)).toHaveValue('Begun at the desk');
  await expect(phone.page.getByText(`Replying to ${ada.name}`)).toBeVisible();
  await composer(phone).fill('Begun at the desk, ended on the phone');
  await expect(composer(ada)).toHaveValue('Begun at the desk, ended on the phone');
  await say(ada, 'Begun at the desk, ended on the phone');
  await expect(message(ada, 'ended on the phone').getByRole('button', { name: /Who writes/ })).toBeVisible();
  await expect(composer(phone)).toHaveValue('');
  await expect(phone.page.getByText(`Replying to ${ada.name}`)).toBeHidden();
  await ada.page.reload();
  await expect(composer(ada)).toHaveValue('');
});

test('two devices at once: both texts are there, and one chooses', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Both');
  const other = await people.again(ada);
  await openRoom(ada, room);
  await openRoom(other, room);
  await composer(ada).fill('shared');
  await expect(composer(other)).toHaveValue('shared');
  // Off the line, each goes its own way.
  await other.context.setOffline(true);
  await composer(other).fill('written in the tunnel');
  await composer(ada).fill('written at the desk');
  const kept = async () =>
    (await ask<{ items: { text: string }[] }>(ada, 'GET', '/api/drafts')).items.map(({ text }) => text);
  await expect.poll(kept).toEqual(['written at the desk']);
  await other.context.setOffline(false);
  const notice = other.page.getByTestId('draft-conflict');
  await expect(notice).toContainText('written at the desk', { timeout: 30_000 });
  await expect(composer(other)).toHaveValue('written in the tunnel');
  await notice.getByRole('button', { name: 'Keep mine' }).click();
  await expect(notice).toBeHidden();
  await expect(composer(other)).toBeFocused();
  await expect(composer(ada)).toHaveValue('written in the tunnel');
});

test('what is typed off the line survives a reload', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Tunnel');
  await openRoom(ada, room);
  await ada.context.setOffline(true);
  await composer(ada).fill('nobody has this yet');
  await ada.context.setOffline(false);
  await ada.page.reload();
  await expect(composer(ada)).toHaveValue('nobody has this yet');
});

test('P1: a message is written now and comes later, in its author’s name', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Later');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await composer(ada).fill('Good morning, all');
  await ada.page.getByRole('button', { name: 'Other ways to send' }).click();
  await ada.page.getByRole('menuitem', { name: 'Schedule…' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Send later' });
  await dialog.getByRole('radio', { name: /Tomorrow morning/ }).check();
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await expect(dialog).toBeHidden();
  await expect(composer(ada)).toHaveValue('');
  // Nothing of it is said yet.
  await expect(message(ada, 'Good morning, all')).toHaveCount(0);
  await ada.page.getByRole('link', { name: /Drafts & scheduled/ }).click();
  const row = ada.page.getByRole('listitem').filter({ hasText: 'Good morning, all' });
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: /Scheduled message in/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Send now' }).click();
  await expect(message(ben, 'Good morning, all')).toBeVisible();
  await expect(row).toBeHidden();

  // The server's own clock brings the next one.
  const sendAt = new Date(Date.now() + 4_000).toISOString();
  await ask(ada, 'POST', '/api/scheduled', { roomId: room.id, content: 'It is time', sendAt });
  await expect(ada.page.getByRole('listitem').filter({ hasText: 'It is time' })).toBeVisible();
  await expect(message(ben, 'It is time')).toBeVisible({ timeout: 15_000 });
  await expect(message(ben, 'It is time')).toContainText(ada.name);
  await expect(ada.page.getByRole('listitem').filter({ hasText: 'It is time' })).toBeHidden();
});

test('what can’t be sent any more stays in the list with the reason', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Shut', 'private');
  await addMember(ada, room, ben);
  const sendAt = new Date(Date.now() + 3_000).toISOString();
  await ask(ben, 'POST', '/api/scheduled', { roomId: room.id, content: 'Too late', sendAt });
  await ask(ada, 'DELETE', `/api/chat/rooms/${room.id}/members/${ben.id}`);
  await ben.page.goto('/drafts');
  const row = ben.page.getByRole('listitem').filter({ hasText: 'Too late' });
  await expect(row).toContainText('Not sent.', { timeout: 15_000 });
});

test('a reminder of a message falls due, and leads back to it', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Reminders');
  await openRoom(ada, room);
  await say(ada, 'Bring the cups');
  await entry(ada, 'Bring the cups', 'Remind me…');
  const dialog = ada.page.getByRole('dialog', { name: 'Remind me' });
  await dialog.getByRole('radio', { name: /In 20 minutes/ }).check();
  await dialog.getByRole('button', { name: 'Remind me' }).click();
  await expect(dialog).toBeHidden();
  await ada.page
    .getByRole('link', { name: /^Reminders/ })
    .first()
    .click();
  const row = ada.page.getByRole('listitem').filter({ hasText: 'Bring the cups' });
  await expect(row).toBeVisible();
  const { items } = await ask<{ items: { id: string }[] }>(ada, 'GET', '/api/reminders');
  const remindAt = new Date(Date.now() + 3_000).toISOString();
  await ask(ada, 'POST', `/api/reminders/${items[0]?.id}/snooze`, { remindAt });
  const notice = ada.page.getByRole('region', { name: 'Notices' });
  await expect(notice).toContainText('Reminder: Bring the cups', { timeout: 15_000 });
  await notice.getByRole('button', { name: 'Show' }).click();
  await expect(message(ada, 'Bring the cups')).toBeVisible();
  await expect(ada.page.getByRole('link', { name: /^Reminders/ }).first()).toContainText('1');
  await ada.page
    .getByRole('link', { name: /^Reminders/ })
    .first()
    .click();
  await row.getByRole('button', { name: 'Done: Bring the cups' }).click();
  await expect(ada.page.getByRole('heading', { name: 'Nothing to be reminded of' })).toBeVisible();
});

test('what is saved is marked, found again, and shown as it is now', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Saved');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ben, 'The door code is 4711');
  await entry(ada, 'The door code', 'Save for later');
  await expect(message(ada, 'The door code').getByRole('img', { name: 'Saved' })).toBeVisible();
  await ada.page
    .getByRole('link', { name: /^Saved$/ })
    .first()
    .click();
  const row = ada.page.getByRole('listitem').filter({ hasText: 'The door code is 4711' });
  await expect(row).toContainText(ben.name);
  await row.getByRole('link').click();
  await expect(message(ada, 'The door code')).toBeVisible();
  await ada.page.goBack();
  await row.getByRole('button', { name: /from saved/ }).click();
  await expect(ada.page.getByRole('heading', { name: 'Nothing saved yet' })).toBeVisible();
  await ada.page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
});

for (const [where, options] of [
  ['at a desk', {}],
  ['on a phone in the dark', { ...PHONE, colorScheme: 'dark' }],
] as const) {
  test(`axe finds nothing on the pages of one’s own, ${where}`, async ({ people }) => {
    const ada = await people.arrive('Ada', options);
    const { page } = ada;
    const room = await createRoom(ada, 'Axe');
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const { message: said } = await ask<{ message: { id: string } }>(
      ada,
      'POST',
      `/api/chat/messages/${room.id}`,
      { content: 'Something to keep' },
    );
    const look = async (what: string) => {
      expect(await findings(page), what).toEqual([]);
    };
    for (const path of ['drafts', 'reminders', 'saved']) {
      await page.goto(`/${path}`);
      await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toBeVisible();
      await look(`${path}, empty`);
    }
    await ask(ada, 'PUT', `/api/drafts/${room.id}`, { text: 'A draft', version: 0 });
    await ask(ada, 'POST', '/api/scheduled', { roomId: room.id, content: 'Later', sendAt });
    await ask(ada, 'POST', '/api/reminders', { messageId: said.id, remindAt: sendAt });
    await ask(ada, 'PUT', `/api/saved/${said.id}`);
    for (const path of ['drafts', 'reminders', 'saved']) {
      await page.goto(`/${path}`);
      await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
      await look(path);
    }
    await page.goto('/reminders');
    await page.getByRole('button', { name: 'New reminder' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remind me' });
    await dialog.getByRole('radio', { name: 'Another time' }).check();
    await expect(dialog.getByLabel('Date and time')).toBeVisible();
    await look('a new reminder');
  });
}
