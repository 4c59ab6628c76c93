/**
 * Takes every screen, for people to look at: three widths, light and dark, English and Arabic. Into `.cache/screenshots`.
 *
 * With PARLEY_URL it uses that server, which must hold the demonstration with the password PARLEY_PASSWORD; without, it
 * starts one of its own on throw-away data. `--only <word>` takes the screens whose name holds the word.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, '.cache/screenshots');
const only = process.argv.includes('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '') : '';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

const SIZES = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'narrow', width: 1024, height: 768 },
  { name: 'phone', width: 390, height: 844 },
];
const LOOKS = [
  { scheme: 'light', language: 'en', login: 'maya' },
  { scheme: 'dark', language: 'en', login: 'maya' },
  { scheme: 'light', language: 'ar', login: 'yusuf' },
  { scheme: 'dark', language: 'ar', login: 'yusuf' },
];

const opened = (page, path) =>
  page.goto(path).then(() => page.waitForLoadState('networkidle').catch(() => {}));
const firstRoom = (page) => page.locator('a[href^="/rooms/"]').nth(1).click();
const details = (page) => page.locator('main header button[aria-pressed]');

/** Name -> how to get there. `open` screens are for people who are not signed in. */
const SCREENS = [
  { name: 'sign-in', open: true, show: (page) => opened(page, '/sign-in') },
  { name: 'register', open: true, show: (page) => opened(page, '/register') },
  { name: 'setup', open: true, show: (page) => opened(page, '/setup?code=from-the-terminal') },
  { name: 'not-found', open: true, show: (page) => opened(page, '/nowhere') },
  { name: 'home', show: (page) => opened(page, '/') },
  {
    name: 'room',
    show: async (page) => {
      await opened(page, '/');
      await firstRoom(page);
      await page.getByTestId('message').last().waitFor();
    },
  },
  { name: 'details', after: 'room', show: (page) => details(page).click() },
  {
    name: 'message-menu',
    after: 'room',
    show: async (page) => {
      const message = page.getByTestId('message').last();
      await message.hover();
      await message.locator('[aria-haspopup="menu"]').click();
    },
  },
  { name: 'emoji', after: 'room', show: (page) => page.locator('form [aria-haspopup="dialog"]').click() },
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
  { name: 'room-refused', show: (page) => opened(page, '/rooms/00000000-0000-7000-8000-000000000000') },
  { name: 'rooms', show: (page) => opened(page, '/rooms') },
  {
    name: 'rooms-none',
    after: 'rooms',
    show: (page) => page.getByRole('searchbox').fill('no such room'),
  },
  { name: 'people', show: (page) => opened(page, '/people') },
  { name: 'settings', show: (page) => opened(page, '/settings') },
  { name: 'design', show: (page) => opened(page, '/design') },
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

async function take(browser, url, password, size, look) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: size.width, height: size.height },
    colorScheme: look.scheme,
    locale: look.language,
    reducedMotion: 'reduce',
  });
  const show = async (page, screen) => {
    if (screen.after !== undefined)
      await show(
        page,
        SCREENS.find(({ name }) => name === screen.after),
      );
    await screen.show(page);
  };
  let taken = 0;
  let signedIn = false;
  for (const screen of SCREENS) {
    if (only !== '' && !screen.name.includes(only)) continue;
    // A message's menu and the list of keys belong to a mouse and a keyboard.
    if (size.name === 'phone' && ['message-menu', 'keys'].includes(screen.name)) continue;
    if (!screen.open && !signedIn) {
      const answer = await context.request.post('/api/auth/login', { data: { login: look.login, password } });
      if (!answer.ok()) throw new Error(`${look.login} can’t sign in: ${await answer.text()}`);
      signedIn = true;
    }
    const page = await context.newPage();
    const name = `${screen.name}--${size.name}-${look.scheme}-${look.language}`;
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
    await context.setOffline(false);
    await page.close();
  }
  await context.close();
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
  for (const size of SIZES) {
    for (const look of LOOKS) {
      const taken = await take(browser, url, password, size, look);
      console.log(`${taken} screens: ${size.name}, ${look.scheme}, ${look.language}`);
    }
  }
  console.log(`They are in ${folder}`);
} finally {
  await browser.close();
  await server?.stop();
}
