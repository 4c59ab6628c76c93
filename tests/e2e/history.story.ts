/** A long room: older messages come without moving what is read, and the end is one press away. */
import { expect, type Locator } from '@playwright/test';
import { holdLine } from './harness/line.ts';
import { addMember, createRoom, message, openRoom, type Person, say, sayMany } from './harness/person.ts';
import { test } from './harness/stories.ts';

const list = ({ page }: Person): Locator => page.getByRole('region', { name: 'Messages' });

const numbered = (count: number): string[] =>
  Array.from(
    { length: count },
    // Of different heights, as talk is.
    (_, index) => `line ${String(index + 1).padStart(3, '0')}${index % 7 === 0 ? '\nand\nmore' : ''}`,
  );

/** Resolves when the list has come to rest: it stood still for some frames on end. */
const atRest = (person: Person) =>
  list(person).evaluate(async (element) => {
    for (let still = 0, last = -1; still < 12; still = element.scrollTop === last ? still + 1 : 0) {
      last = element.scrollTop;
      await new Promise(requestAnimationFrame);
    }
  });

async function wheelUp(person: Person, px = 1_500): Promise<void> {
  await list(person).hover();
  await atRest(person);
  const before = await list(person).evaluate((element) => element.scrollTop);
  await person.page.mouse.wheel(0, -px);
  if (before > 0) await expect.poll(() => list(person).evaluate((one) => one.scrollTop)).not.toBe(before);
  await atRest(person);
}

/** The message nearest the middle of what is seen, how far it stands from the top of the list, and how high all of it is. */
const middle = (person: Person) =>
  list(person).evaluate((element) => {
    const box = element.getBoundingClientRect();
    const rows = [...element.querySelectorAll<HTMLElement>('[data-message]')];
    const [row] = rows.filter((one) => one.getBoundingClientRect().top > box.top + box.height / 2);
    if (row === undefined) throw new Error('no message in the middle');
    return {
      id: row.dataset.message ?? '',
      top: row.getBoundingClientRect().top - box.top,
      height: element.scrollHeight,
    };
  });

const topOf = (person: Person, id: string) =>
  list(person).evaluate((element, wanted) => {
    const row = element.querySelector<HTMLElement>(`[data-message="${wanted}"]`);
    return row === null ? null : row.getBoundingClientRect().top - element.getBoundingClientRect().top;
  }, id);

test('loading older messages moves nothing that is read, up to the very first one', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Archive');
  await sayMany(ada, room, numbered(180));
  const line = await holdLine(ada.page);
  await openRoom(ada, room);
  await expect(message(ada, 'line 180')).toBeInViewport();

  const start = ada.page.getByText('This is the beginning of Archive');
  for (let page = 0; (await start.count()) === 0; page += 1) {
    expect(page).toBeLessThan(12);
    line.hold('chat:history');
    await expect(async () => {
      await wheelUp(ada, 400);
      expect(line.held() + (await start.count())).toBeGreaterThan(0);
    }).toPass({ intervals: [100] });
    if (line.held() === 0) break;
    const before = await middle(ada);
    line.release();
    await expect.poll(() => list(ada).evaluate((one) => one.scrollHeight)).toBeGreaterThan(before.height);
    await atRest(ada);
    expect(Math.abs(((await topOf(ada, before.id)) ?? Number.NaN) - before.top)).toBeLessThanOrEqual(2);
  }
  await expect(async () => {
    await wheelUp(ada);
    await expect(message(ada, 'line 001')).toBeInViewport({ timeout: 100 });
  }).toPass({ intervals: [100] });
  await expect(start).toBeVisible();
});

test('messages that come while one scrolls move what is read by no more than one scrolls', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Moving');
  await sayMany(ada, room, numbered(120));
  const line = await holdLine(ada.page);
  await openRoom(ada, room);
  await expect(message(ada, 'line 120')).toBeInViewport();
  // The slower the machine, the more happens between two frames.
  const devtools = await ada.page.context().newCDPSession(ada.page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });

  line.hold('chat:history');
  await expect(async () => {
    await wheelUp(ada, 300);
    expect(line.held()).toBe(1);
  }).toPass({ intervals: [100] });
  const before = await middle(ada);
  for (let turn = 0; turn < 4; turn += 1) {
    await ada.page.mouse.wheel(0, -60);
    if (turn === 1) line.release();
  }
  await expect.poll(() => list(ada).evaluate((one) => one.scrollHeight)).toBeGreaterThan(before.height);
  await atRest(ada);
  const moved = ((await topOf(ada, before.id)) ?? Number.NaN) - before.top;
  expect(Math.abs(moved - 4 * 60)).toBeLessThanOrEqual(2);
});

test('while one reads above, what comes is counted in a pill that leads to it, and nothing moves', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Newsroom');
  await addMember(ada, room, ben);
  await sayMany(ada, room, numbered(60));
  await openRoom(ada, room);
  await openRoom(ben, room);
  await expect(message(ben, 'line 060')).toBeInViewport();
  await wheelUp(ben);
  await expect(ben.page.getByRole('button', { name: 'Jump to latest' })).toBeVisible();
  const before = await middle(ben);

  await say(ada, 'breaking news');
  await say(ada, 'more of it');
  const pill = ben.page.getByRole('button', { name: '2 new messages' });
  await expect(pill).toBeVisible();
  expect(await topOf(ben, before.id)).toBeCloseTo(before.top, -0.5);
  await expect(message(ben, 'more of it')).not.toBeInViewport();

  await pill.click();
  await expect(message(ben, 'more of it')).toBeInViewport();
  await expect(pill).toHaveCount(0);
  // At the end one follows it.
  await say(ada, 'and the weather');
  await expect(message(ben, 'and the weather')).toBeInViewport();
  await expect(ben.page.getByRole('button', { name: /Jump to latest|new message/ })).toHaveCount(0);
});

test('coming back to a room restores the place one left', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Bookmark');
  await sayMany(ada, room, numbered(60));
  await openRoom(ada, room);
  await expect(message(ada, 'line 060')).toBeInViewport();
  const rooms = ada.page.getByRole('navigation', { name: 'Conversations' });
  // The second time at rows that were the first ones loaded.
  for (const px of [500, 600]) {
    await wheelUp(ada, px);
    await expect(ada.page.getByRole('button', { name: 'Jump to latest' })).toBeVisible();
    const before = await middle(ada);
    await rooms.getByRole('link', { name: 'General' }).click();
    await expect(ada.page.getByRole('heading', { level: 1, name: 'General' })).toBeVisible();
    await rooms.getByRole('link', { name: 'Bookmark' }).click();
    await expect.poll(() => topOf(ada, before.id)).toBeCloseTo(before.top, -0.5);
  }
});
