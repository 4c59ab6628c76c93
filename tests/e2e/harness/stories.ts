/** What every story stands on: a server, people with browsers of their own, and nothing going wrong on any page. */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import type { Account, Person } from './person.ts';
import { type StoryServer, startStoryServer } from './server.ts';
import { type Watch, watch } from './watch.ts';

export interface Arrival extends BrowserContextOptions {
  /** Another server than the one stories share. */
  readonly on?: StoryServer;
}

export interface People {
  /** Somebody with a fresh account, signed in and about to open a page. */
  arrive(name: string, options?: Arrival): Promise<Person>;
  /** The same person in another browser. */
  again(person: Person, options?: Arrival): Promise<Person>;
  /** Who runs the shared server, in another browser. */
  owner(options?: Arrival): Promise<Person>;
  /** A browser nobody is signed in to. */
  stranger(options?: Arrival): Promise<{ readonly page: Page; readonly watch: Watch }>;
}

interface Fixtures {
  readonly people: People;
  /** A server of this story's own. */
  readonly serve: (env?: Readonly<Record<string, string>>) => Promise<StoryServer>;
}

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

export const OWNER = {
  username: 'olive',
  email: 'olive@example.org',
  password: 'correct horse battery',
} as const;

/** Makes the owner at the first start, without the set-up link. */
export const OWNED = {
  OWNER_USERNAME: OWNER.username,
  OWNER_EMAIL: OWNER.email,
  OWNER_PASSWORD: OWNER.password,
};

let lastNumber = 0;

export const test = base.extend<Fixtures, { readonly parley: StoryServer }>({
  // One for all stories of a worker; each has its own people and rooms.
  parley: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern what a fixture needs
    async ({}, use) => {
      const server = await startStoryServer(OWNED);
      await use(server);
      await server.dispose();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern what a fixture needs
  serve: async ({}, use) => {
    const servers: StoryServer[] = [];
    await use(async (env) => {
      const server = await startStoryServer(env);
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.dispose()));
  },
  people: async ({ browser, parley }, use) => {
    const watches: Watch[] = [];
    const contexts: BrowserContext[] = [];
    const open = async ({ on = parley, ...options }: Arrival) => {
      const opened = await openBrowser(browser, { baseURL: on.url, ...options });
      watches.push(opened.watch);
      contexts.push(opened.context);
      return { ...opened, url: on.url };
    };
    await use({
      stranger: (options = {}) => open(options),
      arrive: async (name, options = {}) => {
        const opened = await open(options);
        return { ...opened, ...(await register(opened.page, name)) };
      },
      again: async (person, options = {}) => {
        const opened = await open(options);
        return { ...opened, ...(await signIn(opened.page, person)) };
      },
      owner: async (options = {}) => {
        const opened = await open(options);
        return { ...opened, ...(await signIn(opened.page, OWNER)) };
      },
    });
    const troubles = watches.flatMap((one) => one.troubles);
    // Pages go on living, connected, and take from every story after this one.
    await Promise.all(contexts.map((context) => context.close()));
    expect(troubles).toEqual([]);
  },
});

async function openBrowser(browser: Browser, options: BrowserContextOptions) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  return { context, page, watch: await watch(page) };
}

/** Past the form, which has a story of its own; the cookie that signs in stays with the browser. */
async function register(page: Page, name: string): Promise<Account> {
  lastNumber += 1;
  const number = String(lastNumber).padStart(3, '0');
  const username = `${
    name
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .slice(0, 12) || 'somebody'
  }${number}`;
  const password = `correct horse ${username}`;
  const displayName = `${name} ${number}`;
  const answer = await page.request.post('/api/auth/register', {
    data: { username, email: `${username}@example.org`, password, displayName },
  });
  if (answer.status() !== 201) throw new Error(`registering ${username}: ${await answer.text()}`);
  const { user, accessToken } = await answer.json();
  return { id: user.id, name: displayName, username, password, token: accessToken };
}

async function signIn(
  page: Page,
  { username, password }: Pick<Account, 'username' | 'password'>,
): Promise<Account> {
  const answer = await page.request.post('/api/auth/login', { data: { login: username, password } });
  if (answer.status() !== 200) throw new Error(`signing in ${username}: ${await answer.text()}`);
  const { user, accessToken } = await answer.json();
  return { id: user.id, name: user.displayName, username, password, token: accessToken };
}
