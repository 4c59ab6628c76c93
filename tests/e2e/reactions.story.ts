/** What two people put on each other's messages: reactions, answers that quote, pins. */
import { expect } from '@playwright/test';
import { addMember, composer, createRoom, message, openRoom, type Person, say } from './harness/person.ts';
import { PHONE, test } from './harness/stories.ts';

async function react(person: Person, text: string, emoji: string): Promise<void> {
  const row = message(person, text);
  await row.hover();
  await row
    .getByRole('group', { name: 'Message actions' })
    .getByRole('button', { name: 'Add a reaction' })
    .click();
  const picker = person.page.getByRole('dialog', { name: 'Add a reaction' });
  await picker.getByRole('searchbox').fill(emoji);
  // Until the field is heard, all of them are there.
  await picker.getByRole('gridcell', { name: emoji }).first().click();
}

test('P5: a reaction is seen by both, joined, and still there for who comes back', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Reactions');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ada, 'Shall we?');
  await react(ben, 'Shall we?', 'thumbs up');
  const chip = (person: Person) => message(person, 'Shall we?').getByRole('button', { name: /^👍/ });
  await expect(chip(ada)).toHaveAccessibleName('👍, 1 person');
  await expect(chip(ada)).toHaveAttribute('aria-pressed', 'false');
  await expect(chip(ben)).toHaveAttribute('aria-pressed', 'true');
  await chip(ada).click();
  await expect(chip(ben)).toHaveAccessibleName('👍, 2 people');
  await composer(ben).hover();
  await chip(ben).hover();
  await expect(ben.page.getByText(`You and ${ada.name} reacted with 👍`)).toBeVisible();

  // Away, the one who reacted takes it back; it is gone when the other returns.
  await ada.page.context().setOffline(true);
  await chip(ben).click();
  await expect(chip(ben)).toHaveAccessibleName('👍, 1 person');
  // Offline, one's own is shown at once and sent when there is a way.
  await chip(ada).click();
  await expect(chip(ada)).toHaveAttribute('aria-pressed', 'false');
  await ada.page.context().setOffline(false);
  await expect(chip(ben)).toHaveCount(0);
  await expect(chip(ada)).toHaveCount(0);
});

test('an answer quotes what it answers, leads there, and says when that is gone', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Answers');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ada, 'Where shall we meet?');
  await expect(message(ben, 'Where shall we meet?')).toBeVisible();
  // By keys alone: to the message, R, the answer.
  await message(ben, 'Where shall we meet?').focus();
  await ben.page.keyboard.press('r');
  await expect(ben.page.getByText(`Replying to ${ada.name}`)).toBeVisible();
  await expect(composer(ben)).toBeFocused();
  await ben.page.keyboard.press('Escape');
  await expect(ben.page.getByText(`Replying to ${ada.name}`)).toHaveCount(0);
  await message(ben, 'Where shall we meet?').focus();
  await ben.page.keyboard.press('r');
  await say(ben, 'At the fountain');
  const quoted = message(ada, 'At the fountain').getByRole('button', { name: /^In reply to/ });
  await expect(quoted).toContainText('Where shall we meet?');
  await quoted.click();
  await expect(message(ada, 'Where shall we meet?').first()).toBeInViewport();

  await message(ada, 'Where shall we meet?').first().hover();
  await message(ada, 'Where shall we meet?').first().getByRole('button', { name: 'More actions' }).click();
  await ada.page.getByRole('menuitem', { name: 'Delete' }).click();
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(message(ben, 'At the fountain')).toContainText('The message was deleted.');
});

test('a pinned message stands in the panel of everybody until it is taken down', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben', PHONE);
  const room = await createRoom(ada, 'Pins');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await say(ada, 'The door code is 4711');
  const choose = async (name: string) => {
    await message(ada, 'The door code is 4711').first().hover();
    await message(ada, 'The door code is 4711').getByRole('button', { name: 'More actions' }).click();
    await ada.page.getByRole('menuitem', { name }).click();
  };
  await choose('Pin to the room');
  await expect(message(ben, 'The door code is 4711')).toContainText('Pinned by');
  await ben.page.getByRole('button', { name: /^Details/ }).click();
  await expect(ben.page.getByRole('region', { name: 'Pinned' })).toContainText('The door code is 4711');
  await choose('Take down the pin');
  await expect(ben.page.getByRole('region', { name: 'Pinned' })).not.toContainText('The door code');
});
