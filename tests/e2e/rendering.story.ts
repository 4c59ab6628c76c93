/** What messages look like: lists, tables, code, formulas, and what their links lead to. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Locator } from '@playwright/test';
import {
  addMember,
  ask,
  createRoom,
  message,
  openRoom,
  type Person,
  type RoomOf,
  say,
  sayMany,
} from './harness/person.ts';
import { overflows } from './harness/screens.ts';
import { OWNED, PHONE, test } from './harness/stories.ts';

const TYPESCRIPT = '```ts\n// Doubles\nexport const twice = (n: number): number => n * 2;\n```';
const LONG = `\`\`\`\n${Array.from({ length: 60 }, (_, n) => `line ${n + 1}`).join('\n')}\n\`\`\``;

const codeIn = (person: Person, text: string): Locator => message(person, text).locator('figure[data-code]');
const heightOf = (locator: Locator): Promise<number> =>
  locator.evaluate((element) => element.getBoundingClientRect().height);

async function together(ada: Person, ben: Person, name: string): Promise<RoomOf> {
  const room = await createRoom(ada, name);
  await addMember(ada, room, ben);
  await openRoom(ben, room);
  return room;
}

test('tables and task lists stand as such, and change with their text only', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben', PHONE);
  const room = await together(ada, ben, 'Plans');
  const columns = Array.from({ length: 12 }, (_, n) => `column ${n}`);
  const row = (cells: readonly string[]) => `|${cells.join('|')}|`;
  await sayMany(ada, room, [
    '- [x] buy **seeds**\n- [ ] plant them',
    `${row(columns)}\n${row(columns.map(() => '-'))}\n${row(columns.map((_, n) => `cell ${n}`))}`,
  ]);
  await expect(ben.page.getByRole('checkbox', { name: 'buy seeds' })).toBeChecked();
  const open = ben.page.getByRole('checkbox', { name: 'plant them' });
  await expect(open).not.toBeChecked();
  await expect(open).toBeDisabled();
  const table = message(ben, 'cell 11').getByRole('table');
  await expect(table).toBeVisible();
  // What is wider than a phone scrolls by itself.
  expect(await table.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
  expect(await overflows(ben.page)).toBe(false);
});

test('each block runs in the direction of its own words', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Two scripts');
  await openRoom(ada, room);
  await sayMany(ada, room, ['**Hello** there\n\n- مرحبا بكم\n- hello\n\n> اقتباس **قصير**']);
  const text = message(ada, 'مرحبا').getByTestId('message-text');
  const directionOf = (selector: string) =>
    text.locator(selector).evaluate((element) => getComputedStyle(element).direction);
  await expect(text.locator('blockquote')).toBeVisible();
  expect(await directionOf('p >> nth=0')).toBe('ltr');
  expect(await directionOf('ul')).toBe('rtl');
  expect(await directionOf('blockquote')).toBe('rtl');
});

test('code is coloured after it is shown, and moves nothing', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await together(ada, ben, 'Code');
  const chunks: string[] = [];
  ben.page.on('request', (request) => chunks.push(request.url()));
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await ben.page.route(/assets\/typescript-/, async (route) => {
    await held;
    await route.continue();
  });
  await sayMany(ada, room, [TYPESCRIPT, 'the end']);
  const figure = codeIn(ben, 'Doubles');
  await expect(figure.getByText('TypeScript')).toBeVisible();
  const plain = await heightOf(message(ben, 'Doubles'));
  await expect(figure.locator('.hljs-keyword')).toHaveCount(0);
  release();
  await expect(figure.locator('.hljs-keyword').first()).toHaveText('export');
  expect(await heightOf(message(ben, 'Doubles'))).toBe(plain);
  expect(chunks.filter((url) => /assets\/(?:python|rust|typescript)-/.test(url))).toHaveLength(1);
  // Its own colours in both schemes.
  const colour = () =>
    figure
      .locator('.hljs-keyword')
      .first()
      .evaluate((one) => getComputedStyle(one).color);
  const light = await colour();
  await ben.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(colour).not.toBe(light);
});

test('a block of code is copied as it was written, and a long one unfolds', async ({ people }) => {
  const ada = await people.arrive('Ada', { permissions: ['clipboard-read', 'clipboard-write'] });
  const room = await createRoom(ada, 'Copying');
  await openRoom(ada, room);
  await sayMany(ada, room, [TYPESCRIPT, LONG]);
  const copy = codeIn(ada, 'Doubles').getByRole('button', { name: 'Copy code' });
  await copy.click();
  await expect(ada.page.getByText('Copied.')).toBeVisible();
  const copied = await ada.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe('// Doubles\nexport const twice = (n: number): number => n * 2;');

  const figure = codeIn(ada, 'line 60');
  const folded = await heightOf(figure);
  await figure.getByRole('button', { name: 'Show all 60 lines' }).press('Enter');
  await expect(figure.getByRole('button', { name: 'Show less' })).toBeFocused();
  expect(await heightOf(figure)).toBeGreaterThan(folded * 2);
  await figure.getByRole('button', { name: 'Show less' }).click();
  expect(await heightOf(figure)).toBe(folded);
});

test('formulas are drawn for who wants that', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Formulas');
  await openRoom(ada, room);
  await sayMany(ada, room, ['So $$x^2$$ it is', '$$\\unknown{x}$$ stays', '```math\n\\frac{1}{2}\n```']);
  await expect(message(ada, 'it is').locator('math msup')).toBeVisible();
  await expect(message(ada, 'stays')).toContainText('$$\\unknown{x}$$');
  await expect(ada.page.locator('math[display="block"] mfrac')).toBeVisible();

  await ada.page.goto('/settings');
  await ada.page.getByText('As written').click();
  await openRoom(ada, room);
  await expect(message(ada, 'So $$x^2$$ it is')).toBeVisible();
  await expect(ada.page.locator('math')).toHaveCount(0);
});

/** Painted by a browser: 1 200 × 630 of one colour. */
async function paint({ page }: Person): Promise<Buffer> {
  const address = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1_200, 630];
    const pen = canvas.getContext('2d');
    if (pen !== null) pen.fillStyle = '#4a7c59';
    pen?.fillRect(0, 0, 1_200, 630);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

/** A site that answers when it is told to: a page, and the picture that it names. */
async function site(): Promise<{
  server: Server;
  url: string;
  answered: () => number;
  hang: (picture: Buffer) => void;
}> {
  let answered = 0;
  let picture: Uint8Array = Buffer.alloc(0);
  const waiting: (() => void)[] = [];
  const server = createServer(({ url }, response) => {
    waiting.push(() =>
      url === '/tea.png'
        ? response.writeHead(200, { 'content-type': 'image/png' }).end(picture)
        : response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(
            `<title>Growing <b>tea</b></title><meta property="og:site_name" content="The Garden">
           <meta property="og:image" content="/tea.png">
           <meta name="description" content="${'All about leaves. '.repeat(30)}"><script>alert(1)</script>`,
          ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    url: `http://127.0.0.1:${port}/tea`,
    hang: (painted) => {
      picture = painted;
    },
    answered: () => {
      for (const go of waiting.splice(0)) {
        go();
        answered += 1;
      }
      return answered;
    },
  };
}

test('P5: what a link leads to appears below the message, for everybody, after it was said', async ({
  people,
  serve,
}) => {
  const garden = await site();
  const on = await serve({
    ...OWNED,
    LINK_PREVIEWS_ALLOW: '127.0.0.1/32',
    LINK_PREVIEWS_PORTS: new URL(garden.url).port,
  });
  try {
    const ada = await people.arrive('Ada', { on });
    const ben = await people.arrive('Ben', { on });
    const room = await together(ada, ben, 'Links');
    garden.hang(await paint(ada));
    await openRoom(ada, room);
    // Acknowledged while the page has not said a word.
    await say(ada, `Have a look: ${garden.url}`);
    await expect(message(ben, 'Have a look')).toBeVisible();
    const card = (person: Person) => person.page.getByRole('group', { name: 'Preview of 127.0.0.1' });
    await expect(card(ben)).toHaveCount(0);
    await expect.poll(garden.answered).toBe(2);
    await expect(card(ben)).toHaveCount(1);
    await expect(card(ben).getByRole('link', { name: 'Growing <b>tea</b>' })).toHaveAttribute(
      'rel',
      /noopener noreferrer/,
    );
    await expect(card(ben)).toContainText('The Garden');
    await expect(message(ben, 'Have a look')).not.toContainText('(edited)');
    await ben.page.reload();
    await expect(card(ben)).toBeVisible();
    // From this server, and by the size that was said.
    const picture = card(ben).locator('img');
    await expect(picture).toHaveAttribute('src', /^\/api\/files\/previews\//);
    await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(640);
    // The room may do without.
    for (const linkPreviews of [false, true]) {
      await ask(ada, 'PATCH', `/api/chat/rooms/${room.id}`, { linkPreviews });
      await expect(card(ben)).toHaveCount(linkPreviews ? 1 : 0);
    }

    await expect(card(ben).getByRole('button')).toHaveCount(0);
    await card(ada).hover();
    await card(ada).getByRole('button', { name: 'Remove preview' }).click();
    await expect(card(ada)).toHaveCount(0);
    await expect(card(ben)).toHaveCount(0);
    await expect(message(ben, 'Have a look')).toBeVisible();
  } finally {
    garden.server.closeAllConnections();
    garden.server.close();
  }
});

test('a preview that comes above what is read moves nothing', async ({ people, serve }) => {
  const garden = await site();
  const on = await serve({
    ...OWNED,
    LINK_PREVIEWS_ALLOW: '127.0.0.1/32',
    LINK_PREVIEWS_PORTS: new URL(garden.url).port,
  });
  try {
    const ada = await people.arrive('Ada', { on });
    const ben = await people.arrive('Ben', { on });
    const room = await together(ada, ben, 'Anchor');
    garden.hang(await paint(ada));
    await sayMany(ada, room, [garden.url, ...Array.from({ length: 60 }, (_, n) => `words ${n}.`)]);
    await expect(message(ben, 'words 59.')).toBeVisible();
    const read = message(ben, 'words 25.');
    await read.evaluate((row) => row.scrollIntoView({ block: 'start' }));
    const topOf = () => read.evaluate((row) => row.getBoundingClientRect().top);
    const before = await topOf();
    await expect.poll(garden.answered).toBe(2);
    await expect(ben.page.getByRole('group', { name: 'Preview of 127.0.0.1' })).toHaveCount(1);
    expect(Math.abs((await topOf()) - before)).toBeLessThanOrEqual(1);
  } finally {
    garden.server.closeAllConnections();
    garden.server.close();
  }
});
