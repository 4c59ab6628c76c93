/** The line breaks: nothing said is lost, doubled or out of order, and everybody comes back by themselves. */
import { expect } from '@playwright/test';
import { holdLine } from './harness/line.ts';
import {
  addMember,
  ask,
  composer,
  createRoom,
  expectConversation,
  message,
  messages,
  openRoom,
  type Person,
  type RoomOf,
  say,
  texts,
  write,
} from './harness/person.ts';
import { test } from './harness/stories.ts';

const bar = ({ page }: Person) => page.getByTestId('connection-bar');

/** What the server has, which decides. */
async function history(person: Person, room: RoomOf): Promise<string[]> {
  const path = `/api/chat/messages/${room.id}?limit=200`;
  const { items } = await ask<{ items: { content: string }[] }>(person, 'GET', path);
  return items.map(({ content }) => content);
}

test('P3 P4: one goes offline and writes on; back online both have everything, in one order, exactly once', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Tunnel');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ada, 'See you on the other side');
  await expect(message(ben, 'other side')).toBeVisible();

  ben.watch.expect(/ERR_INTERNET_DISCONNECTED|WebSocket connection to/);
  const wentAt = Date.now();
  await ben.context.setOffline(true);
  await write(ben, 'In the tunnel');
  await write(ben, 'Still dark');
  await write(ben, 'I see a light');
  await expect(message(ben, 'I see a light')).toHaveAttribute('data-delivery', 'sending');
  await say(ada, 'Are you there?');
  await say(ada, 'Hello?');
  await expect(bar(ben)).toContainText('You are offline. 3 messages waiting.');
  // Calm: no word of it for the first five seconds.
  expect(Date.now() - wentAt).toBeGreaterThan(4_900);
  await expect(message(ada, 'In the tunnel')).toHaveCount(0);

  await ben.context.setOffline(false);
  const all = [
    'See you on the other side',
    'Are you there?',
    'Hello?',
    'In the tunnel',
    'Still dark',
    'I see a light',
  ];
  await expectConversation(ada, all);
  await expectConversation(ben, all);
  await expect(bar(ben)).toHaveCount(0);
  expect(await history(ada, room)).toEqual(all);
  await say(ada, 'There you are');
  await expect(message(ben, 'There you are')).toBeVisible();
});

test('P5: an edit and a deletion made while one was away are there when one comes back', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Meanwhile');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ada, 'to be changed');
  await say(ada, 'to be deleted');
  await expect(message(ben, 'to be deleted')).toBeVisible();

  ben.watch.expect(/ERR_INTERNET_DISCONNECTED|WebSocket connection to/);
  await ben.context.setOffline(true);
  const { items } = await ask<{ items: { id: string }[] }>(ada, 'GET', `/api/chat/messages/${room.id}`);
  const [changed, deleted] = items.map(({ id }) => `/api/chat/messages/${room.id}/${id}`);
  await ask(ada, 'PATCH', changed ?? '', { content: 'changed' });
  await ask(ada, 'DELETE', deleted ?? '');
  await expect(message(ben, 'to be deleted')).toBeVisible();
  await ben.context.setOffline(false);
  await expect(message(ben, 'changed (edited)')).toBeVisible();
  await expect(message(ben, 'This message was deleted.')).toBeVisible();
  await expect(messages(ben)).toHaveCount(2);
});

test('P3: a message whose acknowledgement is lost is sent again and stands there once', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Lost answers');
  await addMember(ada, room, ben);
  const line = await holdLine(ben.page);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ben, 'before');
  // What else the page says while its line goes, such as that it has read, is said into a socket that closes.
  ben.watch.expect(/WebSocket is already in CLOSING or CLOSED state/);
  line.loseAnswerTo('chat:message');
  await write(ben, 'once and only once');
  await expectConversation(ben, ['before', 'once and only once']);
  await expectConversation(ada, ['before', 'once and only once']);
  expect(line.passed('chat:message')).toBe(3);
  expect(await history(ada, room)).toEqual(['before', 'once and only once']);
});

test('P3: what waits survives closing the page, and is sent once when the server can be reached', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Patience');
  await openRoom(ada, room);
  await say(ada, 'first');
  ada.watch.expect(/ERR_INTERNET_DISCONNECTED|WebSocket connection to/);
  await ada.context.setOffline(true);
  await write(ada, 'waited for long');
  await expect(message(ada, 'waited for long')).toHaveAttribute('data-delivery', 'sending');
  await ada.page.close();
  await ada.context.setOffline(false);
  const later = { ...ada, page: await ada.context.newPage() };
  await openRoom(later, room);
  await expectConversation(later, ['first', 'waited for long']);
  expect(await history(ada, room)).toEqual(['first', 'waited for long']);
});

test('P1 P2 P4: the server is killed in mid-conversation; both come back, and nothing acknowledged is missing', async ({
  people,
  serve,
}) => {
  // Coming back waits longer each time, up to half a minute.
  test.slow();
  const server = await serve({ REGISTRATION: 'open' });
  const ada = await people.arrive('Ada', { on: server });
  const ben = await people.arrive('Ben', { on: server });
  const room = await createRoom(ada, 'Earthquake');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ben, 'It is so quiet here');
  for (const person of [ada, ben]) {
    person.watch.expect(
      /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to/,
    );
  }

  const said = Array.from({ length: 12 }, (_, index) => `tremor ${index + 1}`);
  for (const text of said.slice(0, 6)) await write(ada, text);
  const killed = server.kill();
  for (const text of said.slice(6, 9)) await write(ada, text);
  await killed;
  const sent = ada.page.locator('[data-testid="message"][data-delivery="sent"] [data-testid="message-text"]');
  const acknowledged = await sent.allInnerTexts();
  for (const text of said.slice(9)) await write(ada, text);
  await write(ben, 'What was that?');
  await expect(bar(ada)).toContainText('waiting');
  await expect(bar(ben)).toContainText('1 message waiting');

  await server.restart();
  await expect(bar(ada)).toHaveCount(0, { timeout: 40_000 });
  await expect(bar(ben)).toHaveCount(0, { timeout: 40_000 });
  await expect.poll(async () => (await texts(ben)).length, { timeout: 20_000 }).toBe(said.length + 2);
  const kept = await history(ada, room);
  await expectConversation(ada, kept);
  await expectConversation(ben, kept);
  expect(kept.filter((text) => text.startsWith('tremor'))).toEqual(said);
  expect(kept).toEqual(expect.arrayContaining(acknowledged));
  await say(ben, 'All is well');
  await expect(message(ada, 'All is well')).toBeVisible();
});

test('a message the server refuses stays with its reason, to be tried again or discarded', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Refusals');
  await addMember(ada, room, ben);
  const line = await holdLine(ada.page);
  await openRoom(ada, room);
  await openRoom(ben, room);

  line.refuse('chat:message', { code: 'FORBIDDEN', message: 'No.' });
  await write(ada, 'second chance');
  await write(ada, 'better left unsaid');
  for (const text of ['second chance', 'better left unsaid']) {
    await expect(message(ada, text)).toHaveAttribute('data-delivery', 'failed');
    await expect(message(ada, text).getByRole('alert')).toContainText('Not sent. You may not do this.');
  }
  line.heal();
  await message(ada, 'better left unsaid').getByRole('button', { name: 'Discard' }).click();
  await expect(message(ada, 'better left unsaid')).toHaveCount(0);
  await message(ada, 'second chance').getByRole('button', { name: 'Try again' }).click();
  await expectConversation(ada, ['second chance']);
  await expectConversation(ben, ['second chance']);
});

test('P8: a message that is too long is refused, can be changed, and is then sent', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Long story');
  await openRoom(ada, room);
  await write(ada, `${'long '.repeat(1_700)}story`);
  const alert = messages(ada).getByRole('alert');
  await expect(alert).toContainText('This is too long.');
  await alert.getByRole('button', { name: 'Change text' }).click();
  await expect(messages(ada)).toHaveCount(0);
  await expect(composer(ada)).toHaveValue(/story$/);
  await say(ada, 'a short story');
  await expectConversation(ada, ['a short story']);
});
