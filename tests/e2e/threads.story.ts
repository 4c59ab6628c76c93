/** Two people answer in a thread beside the room, each with what is unread of their own. */
import { expect } from '@playwright/test';
import { addMember, composer, createRoom, message, openRoom, type Person, say } from './harness/person.ts';
import { PHONE, test } from './harness/stories.ts';

const thread = (person: Person) => person.page.getByRole('complementary', { name: 'Thread' });
const answer = async (person: Person, text: string) => {
  const field = thread(person).getByRole('textbox');
  await field.fill(text);
  await field.press('Enter');
  await expect(thread(person).getByTestId('message').filter({ hasText: text })).not.toHaveAttribute(
    'data-delivery',
    'sending',
  );
};

test('P5: a thread is begun by keys, answered by the other, counted in the room and found again', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Cakes');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ada, 'Which cake shall it be?');
  await message(ben, 'Which cake').focus();
  await ben.page.keyboard.press('t');
  await expect(thread(ben)).toContainText('Which cake shall it be?');
  await answer(ben, 'Lemon');

  // Beside the room, not in it.
  const line = message(ada, 'Which cake').getByRole('button', { name: /1 answer/ });
  await expect(line).toBeVisible();
  await expect(ada.page.getByTestId('message').filter({ hasText: 'Lemon' })).toHaveCount(0);
  await expect(ada.page.getByRole('link', { name: /Threads/ })).toContainText('1');
  await line.click();
  await expect(thread(ada)).toContainText('Lemon');
  await expect(ada.page.getByRole('link', { name: /Threads/ })).not.toContainText('1');
  await answer(ada, 'Plum');
  await expect(thread(ben)).toContainText('Plum');

  // Away while the other answers, and back.
  await ben.page.context().setOffline(true);
  await answer(ada, 'Both, then');
  await ben.page.context().setOffline(false);
  await expect(thread(ben)).toContainText('Both, then');

  // No longer followed, it counts no more.
  await thread(ada).getByRole('button', { name: 'Don’t follow the thread' }).click();
  await thread(ada).getByRole('button', { name: 'Close the thread' }).click();
  await expect(thread(ada)).toHaveCount(0);
  await answer(ben, 'Good night');
  await expect(message(ada, 'Which cake')).toContainText('4 answers');
  await expect(ada.page.getByRole('link', { name: /Threads/ })).not.toContainText('1');
});

test('on a phone a thread lies over its room, is in the list of threads, and Back closes it', async ({
  people,
}) => {
  const ada = await people.arrive('Ada', PHONE);
  const room = await createRoom(ada, 'Small');
  await openRoom(ada, room);
  await composer(ada).fill('Begin');
  await ada.page.getByRole('button', { name: 'Send', exact: true }).tap();
  await message(ada, 'Begin').tap();
  await message(ada, 'Begin').getByRole('button', { name: 'Answer in a thread' }).tap();
  await thread(ada).getByRole('textbox').fill('Go on');
  await thread(ada).getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(thread(ada)).toContainText('Go on');
  await ada.page.goBack();
  await expect(thread(ada)).toHaveCount(0);
  await ada.page.goto('/threads');
  await ada.page.getByRole('link', { name: /Begin/ }).tap();
  await expect(thread(ada)).toContainText('Go on');
});

test('who is named in a thread follows it from then on', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Names');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, { id: 'general', name: 'General' });
  await say(ada, 'A long story');
  await message(ada, 'A long story').focus();
  await ada.page.keyboard.press('t');
  await answer(ada, 'so far');
  await expect(ben.page.getByRole('link', { name: /Threads/ })).not.toContainText('1');
  await answer(ada, `and you, @${ben.username} ?`);
  await expect(ben.page.getByRole('link', { name: /Threads/ })).toContainText('1');
});
