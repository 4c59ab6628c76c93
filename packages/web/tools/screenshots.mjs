/**
 * Takes every screen, for people to look at: four widths, light and dark, English, Arabic and Thai. Into `.cache/screenshots`.
 *
 * With PARLEY_URL it uses that server, which must hold the demonstration with the password PARLEY_PASSWORD; without, it
 * starts one of its own on throw-away data. `--only <words>` takes the pictures whose name (`people--phone-dark-ar`) holds each of
 * the words.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { strain } from './strain.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, '.cache/screenshots');
const only = process.argv.includes('--only') ? process.argv.slice(process.argv.indexOf('--only') + 1) : [];

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

const SIZES = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'narrow', width: 1024, height: 768 },
  { name: 'phone', width: 390, height: 844 },
  // WCAG 2.2 §1.4.10: nothing is lost or scrolls sideways at 320 px.
  { name: 'small', width: 320, height: 568 },
];
const LOOKS = [
  { scheme: 'light', language: 'en', login: 'maya' },
  { scheme: 'dark', language: 'en', login: 'maya' },
  { scheme: 'light', language: 'ar', login: 'yusuf' },
  { scheme: 'dark', language: 'ar', login: 'yusuf' },
  { scheme: 'light', language: 'th', login: 'ploy' },
];

const opened = (page, path) =>
  page.goto(path).then(() => page.waitForLoadState('networkidle').catch(() => {}));
const firstRoom = (page) => page.locator('a[href^="/rooms/"]').nth(1).click();
/** Opens the panel of a room, which a person keeps open from room to room. */
const details = async (page) => {
  const toggle = page.locator('main header button[aria-pressed]');
  if ((await toggle.getAttribute('aria-pressed')) === 'false') await toggle.click();
};
const roomCalled = async (page, word) => {
  const { items } = await (await page.request.get('/api/chat/rooms', { headers: await bearer(page) })).json();
  await opened(page, `/rooms/${items.find(({ name }) => name?.startsWith(word)).id}`);
};
const bearer = async (page) => {
  const { accessToken } = await (await page.request.post('/api/auth/refresh')).json();
  return { authorization: `Bearer ${accessToken}` };
};
const personCalled = (page, username) => page.locator('main li').filter({ hasText: `@${username}` });
const submit = (page) => page.locator('form button[type="submit"]').click();
/** The last screenful of a page that scrolls inside itself. */
const toEnd = (page) =>
  page.evaluate(() => {
    for (const part of document.querySelectorAll('body *')) part.scrollTop = part.scrollHeight;
  });

/**
 * Name -> how to get there. `who`: `nobody` is not signed in, `admin` is Maya, and everything else is for the look's own
 * person.
 */
const SCREENS = [
  { name: 'sign-in', who: 'nobody', show: (page) => opened(page, '/sign-in') },
  {
    name: 'sign-in-refused',
    who: 'nobody',
    after: 'sign-in',
    show: async (page) => {
      await page.locator('form input').first().fill('maya');
      await page.locator('form input[type="password"]').fill('not the password');
      await submit(page);
      await page.locator('[role="alert"]').first().waitFor();
    },
  },
  {
    name: 'register-wrong',
    who: 'nobody',
    after: 'register',
    show: async (page) => {
      const fields = page.locator('form input');
      await fields.nth(0).fill('Lena');
      await submit(page);
    },
  },
  { name: 'register', who: 'nobody', show: (page) => opened(page, '/register') },
  { name: 'setup', who: 'nobody', show: (page) => opened(page, '/setup?code=from-the-terminal') },
  { name: 'not-found', who: 'nobody', show: (page) => opened(page, '/nowhere') },
  { name: 'home', show: (page) => opened(page, '/') },
  {
    name: 'room',
    show: async (page) => {
      await opened(page, '/');
      await firstRoom(page);
      await page.getByTestId('message').last().waitFor();
    },
  },
  { name: 'details', after: 'room', show: details },
  {
    name: 'message-menu',
    after: 'room',
    show: async (page) => {
      const message = page.getByTestId('message').last();
      await message.hover();
      await message.locator('[aria-haspopup="menu"]').click();
    },
  },
  {
    name: 'emoji',
    after: 'room',
    show: async (page) => {
      await page.locator('form [aria-haspopup="dialog"]').click();
      await page.locator('[role="gridcell"]').last().waitFor();
    },
  },
  { name: 'switcher', after: 'room', show: (page) => page.keyboard.press('Control+k') },
  {
    name: 'keys',
    after: 'room',
    show: async (page) => {
      await page.locator('main h1').click();
      await page.evaluate(() => document.activeElement?.blur());
      await page.keyboard.press('?');
    },
  },
  {
    name: 'room-long',
    show: async (page) => {
      await roomCalled(page, 'Quarterly');
      await page.getByTestId('message').last().waitFor();
    },
  },
  { name: 'room-long-details', after: 'room-long', show: details },
  { name: 'room-quiet', show: (page) => roomCalled(page, 'Still') },
  { name: 'room-refused', show: (page) => opened(page, '/rooms/00000000-0000-7000-8000-000000000000') },
  { name: 'rooms', show: (page) => opened(page, '/rooms') },
  {
    name: 'rooms-none',
    after: 'rooms',
    show: (page) => page.getByRole('searchbox').fill('no such room'),
  },
  { name: 'people', show: (page) => opened(page, '/people') },
  { name: 'people-admin', who: 'admin', show: (page) => opened(page, '/people') },
  {
    name: 'people-disabled',
    who: 'admin',
    after: 'people-admin',
    show: async (page) => {
      const gone = personCalled(page, 'gustav');
      await gone.scrollIntoViewIfNeeded();
      await gone.locator('[aria-haspopup="menu"]').click();
    },
  },
  {
    name: 'people-invite',
    who: 'admin',
    after: 'people-admin',
    show: (page) => page.locator('main header button').last().click(),
  },
  { name: 'settings', show: (page) => opened(page, '/settings') },
  { name: 'settings-end', after: 'settings', show: toEnd },
  { name: 'design', show: (page) => opened(page, '/design') },
  { name: 'design-end', after: 'design', show: toEnd },
  {
    name: 'offline',
    after: 'room',
    show: async (page) => {
      await page.context().setOffline(true);
      await page.locator('form textarea').fill('…');
      await page.locator('form textarea').press('Enter');
      await page.getByTestId('connection-bar').waitFor({ timeout: 40_000 });
    },
  },
];

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A server of our own with the demonstration; resolves when that is there. */
async function startServer(password) {
  const data = await mkdtemp(join(tmpdir(), 'parley-screenshots-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(root, 'packages/server/dist/main/server.js'), '--demo'], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      DATA_DIR: data,
      DEMO_PASSWORD: password,
      REGISTRATION: 'open',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('Parley is ready')) resolve();
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

const find = (name) => SCREENS.find((screen) => screen.name === name);

async function show(page, screen) {
  if (screen.after !== undefined) await show(page, find(screen.after));
  await screen.show(page);
}

/** A browser of its own for each of the three who look: nobody, the look's person, the administrator. */
async function contextFor(browser, url, size, look, login) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: size.width, height: size.height },
    colorScheme: look.scheme,
    locale: look.language,
    reducedMotion: 'reduce',
  });
  if (login === null) return context;
  const answer = await context.request.post('/api/auth/login', { data: { login, password } });
  if (!answer.ok()) throw new Error(`${login} can’t sign in: ${await answer.text()}`);
  return context;
}

const loginOf = ({ who }, look) => (who === 'nobody' ? null : who === 'admin' ? 'maya' : look.login);

const wanted = (screen, size, name) => {
  // A message's menu and the list of keys belong to a mouse and a keyboard.
  if (size.width < 640 && ['message-menu', 'keys'].includes(screen.name)) return false;
  return only.every((word) => name.includes(word));
};

async function take(browser, url, size, look) {
  const contexts = new Map();
  let taken = 0;
  for (const screen of SCREENS) {
    const name = `${screen.name}--${size.name}-${look.scheme}-${look.language}`;
    if (!wanted(screen, size, name)) continue;
    const login = loginOf(screen, look);
    if (!contexts.has(login)) contexts.set(login, await contextFor(browser, url, size, look, login));
    const page = await contexts.get(login).newPage();
    try {
      await show(page, screen);
      // Skeletons and what is loaded on demand have come when the page is quiet.
      await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
      await page.waitForTimeout(350);
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: false });
      taken += 1;
    } catch (failure) {
      console.error(`${name}: ${String(failure).split('\n')[0]}`);
      process.exitCode = 1;
    }
    await contexts.get(login).setOffline(false);
    await page.close();
  }
  for (const context of contexts.values()) await context.close();
  return taken;
}

const password = process.env.PARLEY_PASSWORD ?? 'a password for pictures';
const server = process.env.PARLEY_URL === undefined ? await startServer(password) : null;
const url = server?.url ?? process.env.PARLEY_URL;
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  args: [...FLAGS, ...QUIET],
  ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
});
try {
  await strain(url, password);
  for (const size of SIZES) {
    for (const look of LOOKS) {
      const taken = await take(browser, url, size, look);
      console.log(`${taken} screens: ${size.name}, ${look.scheme}, ${look.language}`);
    }
  }
  console.log(`They are in ${folder}`);
} finally {
  await browser.close();
  await server?.stop();
}
