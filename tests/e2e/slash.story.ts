/** What is done by typing. */
import { expect } from '@playwright/test';
import { findings } from './harness/axe.ts';
import { composer, createRoom, message, openRoom, say } from './harness/person.ts';
import { test } from './harness/stories.ts';

test('commands are offered, explained and carried out; what is unknown says what was meant', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, `Typing of ${ada.name}`, 'private');
  await openRoom(ada, room);
  const { page } = ada;
  const { keyboard } = page;
  const list = page.getByRole('listbox', { name: 'Suggestions' });

  await keyboard.type('/');
  await expect(list.getByRole('option')).toHaveCount(14);
  expect(await findings(page)).toEqual([]);
  await keyboard.type('inv');
  await expect(list.getByRole('option', { selected: true })).toContainText('Bring somebody into this room.');
  await keyboard.press('Tab');
  await expect(composer(ada)).toHaveValue('/invite ');
  await keyboard.type(`@${ben.username}`);
  await keyboard.press('Enter');
  await expect(composer(ada)).toHaveValue('');
  await openRoom(ben, room);

  await keyboard.type('/me waves at Ben');
  await keyboard.press('Enter');
  await expect(message(ben, 'waves at Ben').locator('[data-action]')).toBeVisible();
  await expect(composer(ada)).toHaveValue('');

  // What was not carried out stays to be corrected.
  await keyboard.type('/tpoic Tea');
  await keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(
    'There is no command /tpoic here. Did you mean /topic?',
  );
  await expect(composer(ada)).toHaveValue('/tpoic Tea');
  await composer(ada).fill('/topic Tea');
  await keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(composer(ada)).toHaveValue('');

  await keyboard.type('/help ');
  await keyboard.press('Enter');
  const note = page.getByRole('status').filter({ hasText: 'Only you see this.' });
  await expect(note).toContainText('Set the topic of this room, or clear it.');
  await note.getByRole('button', { name: 'Dismiss' }).click();
  await expect(note).toHaveCount(0);

  await composer(ada).focus();
  await say(ada, '/usr/bin is a path');
  await keyboard.type('//me is how it is done');
  await keyboard.press('Enter');
  await expect(message(ben, '/me is how it is done')).toBeVisible();

  await composer(ben).fill(`/msg @${ada.username} a word with you`);
  await composer(ben).press('Enter');
  await expect(ben.page.getByRole('heading', { level: 1, name: ada.name })).toBeVisible();
  await expect(message(ben, 'a word with you')).toBeVisible();
  await openRoom(ben, room);
  await composer(ben).fill('/leave');
  await composer(ben).press('Enter');
  await expect(ben.page).toHaveURL(/\/rooms$/);
});
