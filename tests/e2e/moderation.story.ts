/** Looking after a server: what is reported reaches moderators at once, what they do reaches whom it is about, and all of it is accounted for. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
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
import { type People, PHONE, test } from './harness/stories.ts';

async function moderator(people: People, name: string): Promise<Person> {
  const [owner, person] = [await people.owner(), await people.arrive(name)];
  await ask(owner, 'PUT', `/api/people/${person.id}/role`, { role: 'moderator' });
  return person;
}

const admin = (page: Page) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Admin/ });
const entries = (page: Page) => page.getByTestId('entry');

async function menuOf(person: Person, message: ReturnType<typeof composer>, item: string): Promise<void> {
  await message.hover();
  await message.getByRole('button', { name: 'More actions' }).click();
  await person.page.getByRole('menuitem', { name: item }).click();
}

test('P6: a report reaches a moderator at once; what they decide reaches its author, in words and until when', async ({
  people,
}) => {
  const [mia, ada, eve] = [
    await moderator(people, 'Mia'),
    await people.arrive('Ada'),
    await people.arrive('Eve'),
  ];
  const room = await createRoom(ada, 'Plaza');
  await addMember(ada, room, eve);
  await mia.page.goto('/people');
  await expect(admin(mia.page)).toBeVisible();
  await openRoom(ada, room);
  await openRoom(eve, room);
  await say(eve, 'Something rude');

  await menuOf(ada, message(ada, 'Something rude'), 'Report…');
  const report = ada.page.getByRole('dialog');
  await report.getByLabel('What is wrong with it?').selectOption('harassment');
  await report.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(ada.page.getByText('Reported. The moderators will look at it.')).toBeVisible();

  await expect(admin(mia.page)).toHaveAccessibleName('Admin, 1 open report');
  await admin(mia.page).click();
  const row = mia.page.getByTestId('report').filter({ hasText: 'Something rude' });
  await expect(row).toContainText(eve.name);
  await expect(row).toContainText(`by ${ada.name}`);
  await row.getByRole('button', { name: 'Act…' }).click();
  const acting = mia.page.getByRole('dialog');
  await expect(acting.getByLabel('Delete the message')).toBeChecked();
  await acting.getByLabel(`About ${eve.name}`).selectOption('mute');
  await acting.getByLabel('Until').selectOption('1');
  const submit = acting.getByRole('button', { name: 'Do it and close the report' });
  await expect(submit).toBeDisabled();
  await acting.getByLabel('Reason').fill('Be kind');
  await submit.click();
  await expect(row).toHaveCount(0);
  await expect(admin(mia.page)).toHaveAccessibleName('Admin');

  // Everybody sees that it is gone and why; its author also until when they are silent.
  await expect(ada.page.getByText('A moderator removed this message: Be kind')).toBeVisible();
  await expect(message(eve, 'Something rude')).toHaveCount(0);
  await expect(eve.page.getByText(/^You are muted until .+ Reason: Be kind$/)).toBeVisible();
  await expect(composer(eve)).toHaveCount(0);
  await eve.page.reload();
  await expect(eve.page.getByText(/^You are muted until .+ Reason: Be kind$/)).toBeVisible();

  await mia.page.getByText('Muted and banned', { exact: true }).click();
  const held = mia.page.getByRole('listitem').filter({ hasText: eve.name });
  await expect(held).toContainText('Be kind');
  await held.getByRole('button', { name: 'Lift the mute' }).click();
  await expect(held).toHaveCount(0);
  await expect(composer(eve)).toBeVisible();
  await say(eve, 'Sorry');
  await expect(message(ada, 'Sorry')).toBeVisible();
});

test('a mute in a room goes away by itself, when the server says so', async ({ people }) => {
  const [ada, ben] = [await people.arrive('Ada'), await people.arrive('Ben')];
  const room = await createRoom(ada, 'Quiet');
  await addMember(ada, room, ben);
  // The page's clock is an hour slow: it would take the mute for one that lasts.
  await ben.page.clock.setFixedTime(Date.now() - 3_600_000);
  await openRoom(ben, room);
  const until = new Date(Date.now() + 4_000).toISOString();
  await ask(ada, 'PUT', `/api/chat/rooms/${room.id}/mutes/${ben.id}`, { until, reason: 'A moment' });
  await expect(ben.page.getByText(/Reason: A moment/)).toBeVisible();
  await expect(composer(ben)).toHaveCount(0);
  await expect(composer(ben)).toBeVisible({ timeout: 20_000 });
  await say(ben, 'Here again');
});

test('P6: a ban takes the room from an open page at once, says why, and can be lifted', async ({
  people,
}) => {
  const [ada, ben] = [await people.arrive('Ada'), await people.arrive('Ben')];
  const room = await createRoom(ada, 'Club');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await ada.page.getByRole('button', { name: /^Details/ }).click();
  const member = ada.page.getByTestId('member').filter({ hasText: ben.name });
  await member.getByRole('button').last().click();
  await ada.page.getByRole('menuitem', { name: 'Ban…' }).click();
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Flooding');
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click();

  await expect(ben.page.getByRole('heading', { name: 'You are banned from this room' })).toBeVisible();
  await expect(ben.page.getByText(/^You are banned until .+ Reason: Flooding$/)).toBeVisible();
  await expect(sidebarLink(ben, room.name)).toHaveCount(0);
  await say(ada, 'Among ourselves');
  await expect(ben.page.getByText('Among ourselves')).toHaveCount(0);
  await ben.page.reload();
  await expect(ben.page.getByRole('heading', { name: 'You are banned from this room' })).toBeVisible();

  await ada.page.getByRole('button', { name: 'Room settings' }).click();
  const settings = ada.page.getByRole('dialog');
  await settings.getByText('Kept out', { exact: true }).click();
  await expect(settings.getByRole('listitem')).toContainText('Flooding');
  await settings.getByRole('button', { name: 'Lift the ban' }).click();
  await expect(settings.getByText(/^Nobody is muted here/)).toBeVisible();
  await openRoom(ben, room);
  await expect(message(ben, 'Among ourselves')).toBeVisible();
});

test('who is taken out is told why, and what they flooded the room with goes in one act', async ({
  people,
}) => {
  const [ada, ben] = [await people.arrive('Ada'), await people.arrive('Ben')];
  const room = await createRoom(ada, 'Yard');
  await addMember(ada, room, ben);
  await sayMany(ben, room, ['Buy this', 'Buy that', 'Buy all']);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await ada.page.getByRole('button', { name: /^Details/ }).click();
  const member = ada.page.getByTestId('member').filter({ hasText: ben.name });
  const dialog = ada.page.getByRole('dialog');
  await member.getByRole('button').last().click();
  await ada.page.getByRole('menuitem', { name: 'Delete recent messages…' }).click();
  await dialog.getByRole('button', { name: 'Delete them' }).click();
  await expect(dialog.getByText('Done: 3 messages deleted.')).toBeVisible();
  await expect(ben.page.getByText('A moderator removed this message.')).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await member.getByRole('button').last().click();
  await ada.page.getByRole('menuitem', { name: 'Remove from room' }).click();
  await dialog.getByLabel('Reason').fill('Spam');
  await dialog.getByRole('button', { name: 'Remove from room' }).click();
  await expect(ben.page.getByRole('heading', { name: 'You were taken out of this room' })).toBeVisible();
  await expect(ben.page.getByText('Reason: Spam')).toBeVisible();
});

test('the audit log says who did what, when and why, narrowed by an address and saved as a file', async ({
  people,
}) => {
  const [owner, ada, ben] = [await people.owner(), await people.arrive('Ada'), await people.arrive('Ben')];
  const room = await createRoom(ada, `Hall of ${ada.name}`);
  await addMember(ada, room, ben);
  const path = `/api/chat/rooms/${room.id}`;
  await ask(ada, 'PATCH', path, { permissions: { post: 'moderator' } });
  await ask(ada, 'PUT', `${path}/mutes/${ben.id}`, { reason: '=too loud' });
  await ask(owner, 'DELETE', `${path}/mutes/${ben.id}`);

  const { page } = owner;
  await page.goto(`/admin/audit?room=${room.id}`);
  await expect(entries(page)).toHaveCount(3);
  await expect(entries(page).first()).toContainText('Mute in a room lifted');
  const mute = entries(page).nth(1);
  await expect(mute).toContainText(`Muted in a room${ben.name}`);
  await expect(mute).toContainText('until somebody lifts it');
  await expect(mute).toContainText('Reason: =too loud');
  await expect(mute).toContainText(ada.name);
  await expect(entries(page).last()).toContainText('Write messages: Every member → Moderators and owners');

  await mute.getByRole('button', { name: `Only what ${ada.name} did` }).click();
  await expect(page).toHaveURL(new RegExp(`actor=${ada.id}`));
  await expect(entries(page)).toHaveCount(2);
  await page.getByLabel('What', { exact: true }).selectOption('chat:mute');
  await expect(entries(page)).toHaveCount(1);
  await page.reload();
  await expect(entries(page)).toHaveCount(1);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('audit.csv');
  const chunks: Uint8Array[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString('utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(",'=too loud,");

  await page.getByLabel('From').fill('2020-01-01');
  await page.getByLabel('Until').fill('2020-01-02');
  await expect(page.getByRole('heading', { name: 'Nothing like that' })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(entries(page).first()).toBeVisible();
});

test('whoever looks after nothing has no such page, and is refused at its address', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const { page } = ada;
  await page.goto('/people');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(admin(page)).toHaveCount(0);
  for (const path of ['/admin', '/admin/audit', '/admin/jobs']) {
    await page.goto(path);
    await expect(
      page.getByRole('heading', { name: 'Only for those who look after this server' }),
    ).toBeVisible();
  }
  const mia = await moderator(people, 'Mia');
  await mia.page.goto('/admin/audit');
  await expect(
    mia.page.getByRole('heading', { name: 'Only for those who look after this server' }),
  ).toBeVisible();
  await mia.page.goto('/admin');
  await expect(mia.page.getByText('Reports', { exact: true })).toBeVisible();
  await expect(mia.page.getByText('Audit log', { exact: true })).toHaveCount(0);
});

for (const phone of [false, true]) {
  test(`axe finds nothing where the server is looked after, ${phone ? 'on a phone' : 'at a desk'}`, async ({
    people,
  }) => {
    const owner = await people.owner(phone ? PHONE : {});
    const [ada, eve] = [await people.arrive('Ada'), await people.arrive('Eve')];
    const room = await createRoom(ada, 'Square');
    await addMember(ada, room, eve);
    await sayMany(eve, room, ['Rude words']);
    const { items } = await ask<{ items: { id: string }[] }>(ada, 'GET', `/api/chat/messages/${room.id}`);
    const messageId = items.at(-1)?.id;
    await ask(ada, 'POST', '/api/reports', { roomId: room.id, messageId, reason: 'spam', note: 'Look' });
    await ask(owner, 'PUT', `/api/admin/people/${eve.id}/mute`, { reason: 'Loud' });
    const { page } = owner;
    for (const [section, ready] of [
      ['reports', page.getByTestId('report').first()],
      ['people', page.getByRole('listitem').filter({ hasText: eve.name }).last()],
      ['audit', entries(page).first()],
      ['jobs', page.getByRole('heading', { level: 2 })],
    ] as const) {
      await page.goto(`/admin/${section}`);
      await expect(ready).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .options({ resultTypes: ['violations'] })
        .analyze();
      expect(violations.map(({ id, nodes }) => `${section} ${id} ${nodes[0]?.target}`)).toEqual([]);
      const overflow = () =>
        page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      expect(await overflow()).toBe(false);
    }
  });
}
