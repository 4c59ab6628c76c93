/** Coming in and going out: the first run, invitations, registration, signing in, signing out. */
import { expect, type Page } from '@playwright/test';
import { composer, createRoom, message, openRoom, say } from './harness/person.ts';
import { test } from './harness/stories.ts';

const PASSWORD = 'correct horse battery';

async function fillRegistration(page: Page, username: string, name?: string): Promise<void> {
  if (name !== undefined) await page.getByLabel('Name (optional)').fill(name);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail').fill(`${username}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
}

const atHome = (page: Page) => expect(page.getByRole('heading', { level: 1, name: 'General' })).toBeVisible();

test('the set-up link of the first run makes the owner, who invites; the invitation registers one person', async ({
  people,
  serve,
}) => {
  const server = await serve({ REGISTRATION: 'invite' });
  const link = /http:\/\/\S+\/setup\?code=\S+/.exec(server.output())?.[0] ?? '';
  const owner = await people.stranger({ on: server });

  await owner.page.goto('/');
  await expect(owner.page.getByText('This server has no owner yet.')).toBeVisible();
  owner.watch.expect(/403 \(Forbidden\).*\/api\/auth\/setup/);
  await owner.page.goto('/setup?code=guessed-by-somebody-else');
  await fillRegistration(owner.page, 'olive', 'Olive');
  await owner.page.getByRole('button', { name: 'Create the owner account' }).click();
  await expect(owner.page.getByRole('alert')).toContainText('This set-up code is not right.');

  await owner.page.goto(link);
  await expect(owner.page.getByRole('heading', { name: 'Set up Parley' })).toBeVisible();
  await fillRegistration(owner.page, 'olive', 'Olive');
  await owner.page.getByRole('button', { name: 'Create the owner account' }).click();
  await atHome(owner.page);

  const late = await people.stranger({ on: server });
  await late.page.goto(link);
  await expect(late.page.getByRole('heading', { name: 'Already set up' })).toBeVisible();
  await late.page.goto('/register');
  await expect(late.page.getByText('This server takes new people by invitation.')).toBeVisible();
  await expect(late.page.getByRole('button', { name: 'Create account' })).toHaveCount(0);

  await owner.page.goto('/people');
  await owner.page.getByRole('button', { name: 'Invite people' }).click();
  await owner.page.getByRole('button', { name: 'Make invitation link' }).click();
  const invitation = await owner.page.getByLabel('Invitation link').inputValue();

  await late.page.goto(invitation);
  await fillRegistration(late.page, 'mina', 'Mina');
  await late.page.getByRole('button', { name: 'Create account' }).click();
  await atHome(late.page);
  await owner.page.reload();
  await expect(owner.page.getByRole('listitem').filter({ hasText: '@mina' })).toBeVisible();

  const third = await people.stranger({ on: server });
  third.watch.expect(/403 \(Forbidden\).*\/api\/auth\/register/);
  await third.page.goto(invitation);
  await fillRegistration(third.page, 'third');
  await third.page.getByRole('button', { name: 'Create account' }).click();
  await expect(third.page.getByRole('alert')).toContainText('This invitation is used up');
});

test('where registration is open anybody makes an account; a taken name is told beside its field', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const { page, watch } = await people.stranger();
  watch.expect(/409 \(Conflict\).*\/api\/auth\/register/);
  await page.goto('/');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Name (optional)').fill('Zoë Kravitz');
  await expect(page.getByLabel('Username')).toHaveValue('zoe.kravitz');
  await fillRegistration(page, ada.username);
  await page.getByRole('button', { name: 'Create account' }).click();
  const username = page.getByLabel('Username');
  await expect(username).toHaveAccessibleDescription(/Somebody has this username already/);
  await username.fill(`zoe.${ada.username}`);
  await page.getByLabel('E-mail').fill(`zoe.${ada.username}@example.org`);
  await page.getByRole('button', { name: 'Create account' }).click();
  await atHome(page);
});

test('a registration that can’t be accepted is told field by field and sends nothing', async ({ people }) => {
  const { page } = await people.stranger();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/auth/register')) sent.push(request.url());
  });
  await page.goto('/register');
  await page.getByLabel('Username').fill('no spaces');
  await page.getByLabel('E-mail').fill('nowhere');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Username')).toHaveAccessibleDescription(/Latin letters/);
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/doesn’t look like/);
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/At least 8/);
  expect(sent).toEqual([]);
});

test('a wrong password is refused in words, the right one leads where one was going', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Destination');
  const { page, watch } = await people.stranger();
  watch.expect(/401 \(Unauthorized\).*\/api\/auth\/login/);
  await page.goto(`/rooms/${room.id}`);
  await page.getByLabel('Username or e-mail').fill(ada.username);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('don’t match');
  await expect(page.getByLabel('Username or e-mail')).toHaveValue(ada.username);

  await page.getByLabel('Username or e-mail').fill(`${ada.username}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Destination' })).toBeVisible();
});

test('P6: signing out ends what is live in another tab, and another sign-in of the same person stays', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const elsewhere = await people.again(ada);
  const room = await createRoom(ada, 'Door');
  await openRoom(ada, room);
  await openRoom(elsewhere, room);
  const tab = { ...ada, page: await ada.context.newPage() };
  await openRoom(tab, room);
  await say(tab, 'both tabs are live');
  await expect(message(ada, 'both tabs are live')).toBeVisible();

  await ada.page.getByRole('button', { name: `${ada.name}: status, settings, sign out` }).click();
  await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(ada.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(tab.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await say(elsewhere, 'still in');
  await expect(message(tab, 'still in')).toHaveCount(0);
  await tab.page.reload();
  await expect(tab.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(composer(tab)).toHaveCount(0);
});

test('P6: a disabled account is out at once', async ({ people }) => {
  const mina = await people.arrive('Mina');
  const owner = await people.owner();
  mina.watch.expect(/40[13] .*\/api\/auth\/login/);
  await openRoom(mina, { id: 'general', name: 'General' });
  await owner.page.goto('/people');
  await owner.page.getByRole('searchbox', { name: 'Search people' }).fill(mina.username);
  await owner.page.getByRole('button', { name: `Manage ${mina.name}` }).click();
  await owner.page.getByRole('menuitem', { name: 'Disable account' }).click();
  await owner.page.getByRole('dialog').getByRole('button', { name: 'Disable account' }).click();
  await expect(mina.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await mina.page.getByLabel('Username or e-mail').fill(mina.username);
  await mina.page.getByLabel('Password', { exact: true }).fill(mina.password);
  await mina.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(mina.page.getByRole('alert')).toBeVisible();
});
