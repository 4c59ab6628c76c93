/** What somebody of ill will may write, in names and in messages, is text and nothing else. */
import { expect, type Page } from '@playwright/test';
import { addMember, ask, createRoom, messages, openRoom, say, sayMany, texts } from './harness/person.ts';
import { overflows } from './harness/screens.ts';
import { test } from './harness/stories.ts';

const SCRIPTS = [
  '<script>alert(1)</script>',
  '<img src=x onerror="alert(1)">',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '"><style>body{display:none}</style>',
  '<a href="https://evil.example" onmouseover=alert(1)>hover</a>',
];
const LINKS = [
  '[click](javascript:alert(1))',
  '[click](data:text/html,<script>alert(1)</script>)',
  '[click](vbscript:alert(1))',
  '<javascript:alert(1)>',
  '[good](https://example.org "title\\" onclick=alert(1)")',
];
/** What changes its meaning when it is parsed twice, or comes to life inside what is drawn of it. */
const MUTATING = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
  '<svg></p><style><a id="</style><img src=x onerror=alert(1)>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '```"><img src=x onerror=alert(1)>\n<img src=x onerror=alert(1)>\n```',
  '```html\n<script>alert(1)</script><img src=x onerror=alert(1)>\n```',
  '- [ ] <input type=text onfocus=alert(1) autofocus>\n- [x] [a](javascript:alert(1))',
  '|<img src=x onerror=alert(1)>|[a](javascript:alert(1))|\n|-|-|\n|<svg onload=alert(1)>|x|',
  '$$\\href{javascript:alert(1)}{x} \\htmlData{onclick=alert(1)}{y} \\includegraphics{https://evil.example/x.png}$$',
  '$$</span><img src=x onerror=alert(1)>$$',
  '```math\n\\text{<img src=x onerror=alert(1)>} \\htmlStyle{background:url(https://evil.example)}{z}\n```',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  '[x](<data:text/html,<script>alert(1)</script>>)',
  '[a]: javascript:alert(1)\n\n[a] [b][a]',
  '&lt;img src=x onerror=alert(1)&gt; &#60;script&#62;alert(1)&#60;/script&#62;',
];
const PICTURE = '![pixel](https://evil.example/pixel.png)';
const STRANGE = [
  '\u202Egnirts desrever\u202C',
  '\u2067\u202E unclosed',
  'zero\u200Bwidth\u200Djoined\u2060',
  `Z${'\u0301\u0300\u0323'.repeat(40)}algo`,
  '\uFFFD \u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466} \u{E0001}',
  `${'>'.repeat(300)} deep`,
  `${'['.repeat(2_000)}${'*'.repeat(2_000)}`,
  `${'nobreak'.repeat(200)}`,
  "robert'); DROP TABLE messages;--",
  '{{constructor.constructor("alert(1)")()}} #{alert(1)}',
];

/** Elements in messages that only somebody of ill will would want there. */
const forbidden = (page: Page) =>
  page.getByTestId('message').locator('script, img, iframe, style, svg[onload], object, embed, form, input');

function foreignRequests(page: Page, url: string): string[] {
  const found: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) found.push(request.url());
  });
  return found;
}

test('P8: markup, scripts and tracking pictures in messages are shown as text and do nothing', async ({
  people,
}) => {
  const eve = await people.arrive('Eve');
  const ada = await people.arrive('Ada');
  const room = await createRoom(eve, 'Trap');
  await addMember(eve, room, ada);
  const foreign = foreignRequests(ada.page, ada.url);
  await openRoom(ada, room);
  await sayMany(eve, room, [...SCRIPTS, ...LINKS, PICTURE]);
  await expect(messages(ada)).toHaveCount(SCRIPTS.length + LINKS.length + 1);
  for (const script of SCRIPTS) await expect(messages(ada).getByText(script).first()).toBeVisible();

  await expect(forbidden(ada.page)).toHaveCount(0);
  const links = await messages(ada)
    .locator('a')
    .evaluateAll((all) =>
      all.map((one) => [(one as HTMLAnchorElement).protocol, one.getAttribute('rel') ?? '']),
    );
  expect(links.length).toBeGreaterThan(0);
  for (const [protocol, rel] of links) {
    expect(protocol).toMatch(/^(https?|mailto):$/);
    expect(rel).toContain('noopener');
  }
  const handlers = await ada.page.evaluate(() =>
    [...document.querySelectorAll('[data-testid="message"] *')].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('on')),
    ),
  );
  expect(handlers).toEqual([]);
  // From the log and from history alike.
  await ada.page.reload();
  await expect(messages(ada)).toHaveCount(SCRIPTS.length + LINKS.length + 1);
  await expect(forbidden(ada.page)).toHaveCount(0);
  expect(foreign).toEqual([]);
});

test('P8: what is made to come to life when it is drawn does not', async ({ people }) => {
  const eve = await people.arrive('Eve');
  const ada = await people.arrive('Ada');
  const room = await createRoom(eve, 'Mutants');
  await addMember(eve, room, ada);
  const foreign = foreignRequests(ada.page, ada.url);
  await openRoom(ada, room);
  await sayMany(eve, room, MUTATING);
  await expect(messages(ada)).toHaveCount(MUTATING.length);
  // Its tools, its colours and its formulas have come.
  await expect(messages(ada).locator('.hljs-tag').first()).toBeVisible();
  await expect(messages(ada).locator('math').first()).toBeAttached();
  const alive = messages(ada)
    .getByTestId('message-text')
    .locator(
      'script, img, iframe, style, svg:not(button svg), form, input:not([type="checkbox"]:disabled), [href^="javascript:"], [href^="data:"], [style], mglyph',
    );
  await expect(alive).toHaveCount(0);
  const handlers = await ada.page.evaluate(() =>
    [...document.querySelectorAll('[data-testid="message"] *')].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('on')),
    ),
  );
  expect(handlers).toEqual([]);
  expect(foreign).toEqual([]);
});

test('P8: text that turns, hides, piles up or never breaks stays within its own line and the screen', async ({
  people,
}) => {
  const eve = await people.arrive('Eve');
  const ada = await people.arrive('Ada');
  const room = await createRoom(eve, 'Strange letters');
  await addMember(eve, room, ada);
  await openRoom(ada, room);
  await sayMany(eve, room, STRANGE);
  await expect(messages(ada)).toHaveCount(STRANGE.length);
  expect(await overflows(ada.page)).toBe(false);
  const wide = await messages(ada).evaluateAll((all) => {
    const page = document.documentElement.clientWidth;
    return all.filter(
      (one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > page,
    ).length;
  });
  expect(wide).toBe(0);
  // Whatever the message before did, this one stands as it was written.
  await say(ada, 'plain and simple');
  expect((await texts(ada)).at(-1)).toBe('plain and simple');
});

test('P8: eight thousand characters are shown whole, and one more is not sent', async ({ people }) => {
  const eve = await people.arrive('Eve');
  const ada = await people.arrive('Ada');
  const room = await createRoom(eve, 'Length');
  await addMember(eve, room, ada);
  await openRoom(ada, room);
  const longest = `${'0123456789'.repeat(799)}the end :)`;
  expect(longest).toHaveLength(8_000);
  await sayMany(eve, room, [longest]);
  await expect(messages(ada).getByText('the end :)')).toBeVisible();
  expect((await texts(ada)).at(-1)).toBe(longest);
  expect(await overflows(ada.page)).toBe(false);
  await expect(ask(eve, 'POST', `/api/chat/messages/${room.id}`, { content: `${longest}!` })).rejects.toThrow(
    /413/,
  );
  await expect(messages(ada)).toHaveCount(1);
});

test('P8: names of people and rooms are text everywhere they stand', async ({ people }) => {
  const eve = await people.arrive('<b onclick=alert(1)>Eve</b><img src=x onerror=alert(1)>');
  const ada = await people.arrive('Ada');
  const name = '<script>alert(1)</script> \u202Emoor';
  const room = await createRoom(eve, name);
  await ask(eve, 'PATCH', `/api/chat/rooms/${room.id}`, {
    description: '<img src=x onerror=alert(1)>\u202E',
  });
  await addMember(eve, room, ada);
  await openRoom(eve, room);
  await openRoom(ada, room);
  const { page } = ada;
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<script>alert(1)</script>');
  await say(eve, 'Who am I?');
  await expect(messages(ada)).toContainText([eve.name]);
  await page.getByRole('button', { name: 'Details, 2 members' }).click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText(eve.name);
  for (const path of ['/people', '/rooms']) {
    await page.goto(path);
    await expect(page.getByRole('main').getByText('alert(1)').first()).toBeVisible();
    expect(await overflows(page)).toBe(false);
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('alert');
  await expect(page.getByRole('option').first()).toContainText('alert(1)');
  expect(await page.locator('img[src="x"], b[onclick], main script').count()).toBe(0);
});
