/** The demonstration, as the people in it find it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_DIRECTS, DEMO_ROOMS, GENERAL } from './demo/rooms.ts';
import { TALK_OF_LIFE } from './demo/talk-of-life.ts';
import { TALK_OF_WORK } from './demo/talk-of-work.ts';
import { chatHarness, type Harness, type Person } from './harness.ts';
import { seedTalk } from './seed.ts';

const NAMES = ['maya', 'tomas', 'ploy', 'yusuf', 'aiko', 'noah', 'ingrid'] as const;
let server: Harness;
let maya: Person;
let people: Person[];

const seed = () =>
  seedTalk({
    chat: server.chat,
    commits: server.kernel,
    deps: server,
    people: people.map(({ id, username }) => ({ id, username, displayName: username })),
  });

beforeAll(async () => {
  server = await chatHarness();
  maya = await server.person('maya', 'admin');
  people = [maya];
  for (const name of NAMES.slice(1)) people.push(await server.person(name));
  people.push(await server.person('ravi', 'guest'));
  expect(await seed()).toBe(true);
});

afterAll(() => server.close());

it('names only rooms and people there are', () => {
  const rooms = new Set([
    GENERAL,
    ...DEMO_ROOMS.map(({ key }) => key),
    ...DEMO_DIRECTS.map(({ key }) => key),
  ]);
  for (const { room, lines, readBy } of [...TALK_OF_WORK, ...TALK_OF_LIFE]) {
    expect(rooms).toContain(room);
    const names = new Set(people.map(({ username }) => username));
    for (const name of [...readBy, ...lines.map(({ who }) => who)]) expect(names).toContain(name);
  }
});

it('everything in the script was said, in order and in the past', async () => {
  let said = 0;
  for (const room of (await maya.call('chat:rooms', {})).items) {
    const { items } = await maya.call('chat:history', { roomId: room.id, limit: 200 });
    const times = items.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort());
    for (const at of times) expect(Date.parse(at)).toBeLessThan(server.clock.now());
    said += items.length;
    for (const { thread } of items) said += thread?.replies ?? 0;
  }
  const hidden = TALK_OF_LIFE.filter(({ room }) => room === 'noah+yusuf' || room === 'books');
  const linesOf = (scenes: readonly { lines: readonly unknown[] }[]) =>
    scenes.flatMap(({ lines }) => lines).length;
  expect(said).toBe(linesOf([...TALK_OF_WORK, ...TALK_OF_LIFE]) - linesOf(hidden));
});

it('leaves something unread, edited and deleted', async () => {
  const { items } = await maya.call('chat:rooms', {});
  expect(items.filter(({ unread }) => (unread ?? 0) > 0).length).toBeGreaterThan(1);
  const { items: kitchen } = await maya.call('chat:history', { roomId: 'kitchen' });
  expect(kitchen.some(({ editedAt }) => editedAt !== null)).toBe(true);
  const { items: books } = await maya.call('chat:history', { roomId: 'books' });
  expect(books.some(({ deletedAt }) => deletedAt !== null)).toBe(true);
});

it('run again, it says nothing twice', async () => {
  const before = await maya.call('chat:rooms', {});
  expect(await seed()).toBe(false);
  expect(await maya.call('chat:rooms', {})).toEqual(before);
});
