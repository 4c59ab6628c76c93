/** What the field offers while one writes: chosen by keys or by a press, and never in the way. */
import { expect } from '@playwright/test';
import { findings } from './harness/axe.ts';
import { composer, createRoom, message, openRoom } from './harness/person.ts';
import { PHONE, test } from './harness/stories.ts';

test('an emoji by its name, in a new message and in a changed one', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, `Names of ${ada.name}`);
  await openRoom(ada, room);
  const { page } = ada;
  const { keyboard } = page;
  const list = page.getByRole('listbox', { name: 'Suggestions' });
  const active = list.getByRole('option', { selected: true });

  await keyboard.type('at 10:30 a :rocke');
  await expect(active).toContainText('rocket');
  await expect(composer(ada)).toHaveAttribute(
    'aria-activedescendant',
    (await active.getAttribute('id')) ?? 'none',
  );
  expect(await findings(page)).toEqual([]);
  const first = await active.textContent();
  await keyboard.press('ArrowDown');
  await expect(active).not.toHaveText(first ?? '');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await expect(composer(ada)).toHaveValue('at 10:30 a 🚀 ');
  await expect(list).toHaveCount(0);

  // Put away, it stays away while this word is written, and Enter sends again.
  await keyboard.type(':roc');
  await expect(active).toBeVisible();
  await keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await keyboard.type('ket');
  await expect(list).toHaveCount(0);
  await keyboard.press('Enter');
  await expect(message(ada, 'at 10:30 a 🚀 :rocket')).toHaveAttribute('data-delivery', 'sent');

  await keyboard.press('ArrowUp');
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused();
  await keyboard.type(' :tad');
  await expect(active).toBeVisible();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(message(ada, ':rocket 🎉')).toContainText('(edited)');
});

test('on a phone it is chosen with a press, and the keyboard stays', async ({ people }) => {
  const ada = await people.arrive('Ada', PHONE);
  const room = await createRoom(ada, `Presses of ${ada.name}`);
  await openRoom(ada, room);
  await composer(ada).tap();
  await ada.page.keyboard.type(':rocke');
  const option = ada.page.getByRole('option', { name: 'rocket' });
  await option.tap();
  await expect(composer(ada)).toHaveValue('🚀 ');
  await expect(composer(ada)).toBeFocused();
});
