/** axe finds nothing on any screen: light and dark, at a desk and on a phone, read from the left and from the right. */
import { expect, type Page } from '@playwright/test';
import { findings } from './harness/axe.ts';
import { addMember, createRoom, type Person, type RoomOf, sayMany } from './harness/person.ts';
import type { Language } from './harness/screens.ts';
import { type People, PHONE, test } from './harness/stories.ts';

const TALK = [
  'Good **morning**, _everybody_ ~~all~~',
  'See https://example.org or `npm start`:\n\n```ts\nconst answer = 42;\n```\n\n> quoted\n\n1. one\n2. two',
  'مرحبا بالجميع',
  '🎉',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '- [x] done\n- [ ] to do\n\n$$x^2$$',
  `\`\`\`json\n${'{ "a": [1, true, "b"] }\n'.repeat(40)}\`\`\``,
];

// Each looks at a dozen screens.
test.describe.configure({ timeout: 180_000 });

type Scheme = 'light' | 'dark';

async function turnTo(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
  // Half-way, dark letters would stand on a dark ground; who wants no motion gets none.
  expect(await page.evaluate(moving)).toBe(0);
}

const moving = () => document.getAnimations().filter((one) => one instanceof CSSTransition).length;

/** Looks at one screen, by every rule in the first scheme; the others change colours and nothing else. */
async function check(page: Page, schemes: readonly Scheme[], screen: string): Promise<void> {
  await test.step(screen, async () => {
    for (const scheme of schemes) {
      await turnTo(page, scheme);
      const found = await findings(page, scheme === schemes[0] ? 'all' : 'colours');
      expect.soft(found, `${screen}, ${scheme}`).toEqual([]);
    }
  });
}

const heading = (page: Page) => expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();

/** Shown in two languages: what is pressed is found by what it is, not by what it says. */
interface Stage {
  readonly ada: Person;
  readonly room: RoomOf;
  readonly empty: RoomOf;
}

async function stageFor(people: People, language: Language, phone: boolean): Promise<Stage> {
  const browser = { ...(phone ? PHONE : {}), locale: language };
  const owner = await people.owner(browser);
  const ben = await people.arrive('Ben');
  const room = await createRoom(owner, `Agora of ${ben.name}`);
  const empty = await createRoom(owner, `Void of ${ben.name}`, 'private');
  await addMember(owner, room, ben);
  await sayMany(ben, room, TALK);
  await sayMany(owner, room, TALK.slice(0, 2));
  return { ada: owner, room, empty };
}

// Each direction, each width and each scheme once, and every screen in both schemes: what a page is made of differs by
// one of them at a time.
for (const { language, phone, schemes } of [
  { language: 'en', phone: false, schemes: ['light', 'dark'] },
  { language: 'ar', phone: true, schemes: ['dark', 'light'] },
] as const) {
  const where = `${language === 'en' ? 'from the left' : 'from the right'}, ${phone ? 'on a phone' : 'at a desk'}`;
  const browser = { ...(phone ? PHONE : {}), locale: language };
  const look = (page: Page, screen: string) => check(page, schemes, screen);

  test(`axe finds nothing on the open pages, ${where}`, async ({ people, serve }) => {
    const fresh = await serve();
    const setup = await people.stranger({ on: fresh, ...browser });
    for (const path of ['/setup', '/setup?code=x', '/sign-in']) {
      await setup.page.goto(path);
      await heading(setup.page);
      await look(setup.page, `before the owner, ${path}`);
    }
    const { page, watch } = await people.stranger(browser);
    for (const path of ['/register', '/setup', '/design']) {
      await page.goto(path);
      await heading(page);
      await look(page, path);
    }
    await page.goto('/register');
    await page.locator('form button[type="submit"]').click();
    await expect(page.locator('[aria-invalid="true"]').first()).toBeVisible();
    await look(page, 'register, refused');
    watch.expect(/401 .*\/api\/auth\/login/);
    await page.goto('/sign-in');
    await page.locator('input[name="login"]').fill('nobody');
    await page.locator('input[name="password"]').fill('wrong password');
    await page.locator('form button[type="submit"]').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await look(page, 'sign in, refused');
  });

  test(`axe finds nothing in a conversation, ${where}`, async ({ people }) => {
    const { ada, room, empty } = await stageFor(people, language, phone);
    const { page } = ada;
    await page.goto(`/rooms/${empty.id}`);
    await heading(page);
    await look(page, 'an empty room');
    await page.goto(`/rooms/${room.id}`);
    const rows = page.getByTestId('message');
    await expect(rows).toHaveCount(TALK.length + 2);
    await expect(rows.last().locator('pre')).toBeVisible();
    await look(page, 'a conversation');

    const last = rows.last();
    await last.focus();
    const actions = last.getByRole('group').getByRole('button');
    await expect(actions).not.toHaveCount(0);
    await look(page, 'the actions of a message');
    await actions.last().click();
    await expect(page.getByRole('menu')).toBeVisible();
    await look(page, 'the menu of a message');
    await page.getByRole('menuitem').last().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, 'deleting');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await last.focus();
    await actions.nth(-2).click();
    await expect(last.getByRole('textbox')).toBeVisible();
    await look(page, 'editing');
    await page.keyboard.press('Escape');

    await page.locator('header button[aria-pressed]').click();
    const panel = page.getByRole('complementary');
    await expect(panel.getByRole('listitem').first()).toBeVisible();
    await look(page, 'the panel');
    await panel.getByRole('listitem').getByRole('button').first().click();
    await expect(page.getByRole('menu')).toBeVisible();
    await look(page, 'the menu of a member');
    await page.getByRole('menuitem').last().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, 'removing a member');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const buttons = panel.getByRole('region').getByRole('button');
    for (const [name, button] of [
      ['editing the room', buttons.first()],
      ['adding people', buttons.nth(1)],
      ['leaving', panel.getByRole('button').last()],
    ] as const) {
      await button.click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(page, name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });

  test(`axe finds nothing around the conversation, ${where}`, async ({ people }) => {
    const { ada, room } = await stageFor(people, language, phone);
    const { page } = ada;
    for (const path of [
      '/',
      '/rooms',
      '/rooms/00000000-0000-7000-8000-000000000000',
      '/settings',
      '/nowhere',
    ]) {
      await page.goto(path);
      await heading(page);
      await look(page, path);
    }
    await page.goto('/rooms');
    await page.getByRole('searchbox').fill('there is no such room');
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(phone ? 1 : 3);
    await look(page, 'no room by that name');

    await page.goto('/people');
    const everybody = page.getByRole('main').getByRole('listitem');
    await expect(everybody.first()).toBeVisible();
    await look(page, 'people');
    await page.getByRole('main').getByRole('button', { expanded: false }).first().click();
    await expect(page.getByRole('menu')).toBeVisible();
    await look(page, 'the menu of a person');
    await page.getByRole('menuitem').last().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, 'disabling');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.locator('header button').last().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, 'inviting');
    await page.getByRole('dialog').locator('button[type="submit"]').click();
    await expect(page.getByRole('dialog').locator('input[readonly]')).toBeVisible();
    await look(page, 'an invitation');

    const field = page.getByRole('main').getByRole('textbox');
    await page.goto(`/rooms/${room.id}`);
    await expect(field).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option').first()).toBeVisible();
    await look(page, 'the switcher');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('main').locator('form button[aria-haspopup="dialog"]').click();
    await expect(page.getByRole('dialog').getByRole('gridcell').first()).toBeVisible();
    await look(page, 'emoji');
    await page.keyboard.press('Escape');

    await page.goto('/settings');
    await heading(page);
    await page.locator('body').press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, 'keys');

    await page.goto(`/rooms/${room.id}`);
    await expect(field).toBeVisible();
    ada.watch.expect(/ERR_INTERNET_DISCONNECTED|WebSocket connection to/);
    await ada.context.setOffline(true);
    await field.fill('into the void');
    await page.getByRole('main').locator('form button[type="submit"]').click();
    await expect(page.getByTestId('message').last()).toHaveAttribute('data-delivery', 'sending');
    await expect(page.getByTestId('connection-bar')).toBeVisible();
    await look(page, 'offline');
  });
}
