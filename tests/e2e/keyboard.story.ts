/** Everything without a mouse. */
import { expect, type Page } from '@playwright/test';
import { addMember, composer, createRoom, message, openRoom, say, sidebarLink } from './harness/person.ts';
import { test } from './harness/stories.ts';

/** How the focused element shows it: an outline, or a shadow drawn like one. */
const focusShown = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return 'the page ends here';
    const shows = (element: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    };
    // A field may show it on the frame around it.
    const holders = [at, at.parentElement, at.closest('form')].filter((one) => one !== null);
    return holders.some(shows) ? 'shown' : `not shown: ${at.outerHTML.slice(0, 120)}`;
  });

test('signing in, going to a room, sending, editing, and the list of keys, by keyboard alone', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, `Keys of ${ada.name}`);
  await addMember(ada, room, ben);
  await openRoom(ada, room);

  const { page, ...browser } = await people.stranger();
  const { keyboard } = page;
  const there = { ...ben, ...browser, page };
  await page.goto('/');
  await expect(page.getByLabel('Username or e-mail')).toBeFocused();
  await keyboard.type(ben.username);
  await keyboard.press('Tab');
  await keyboard.type(ben.password);
  await keyboard.press('Enter');
  await expect(composer(there)).toBeFocused();

  await keyboard.press('Control+k');
  const switcher = page.getByRole('combobox', { name: 'Go to a room or person' });
  await expect(switcher).toBeFocused();
  await keyboard.type(room.name);
  await expect(page.getByRole('option', { selected: true })).toContainText(room.name);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: room.name })).toBeVisible();
  await expect(composer(there)).toBeFocused();

  await keyboard.type('A hastily typed line');
  await keyboard.press('Shift+Enter');
  await keyboard.type('and another');
  await keyboard.press('Enter');
  await expect(message(ada, 'A hastily typed line')).toContainText('and another');
  await expect(message(there, 'and another')).toHaveAttribute('data-delivery', 'sent');

  const editor = page.getByRole('textbox', { name: 'Edit message' });
  await keyboard.press('ArrowUp');
  await expect(editor).toBeFocused();
  await keyboard.type(' thrown away');
  await keyboard.press('Escape');
  await expect(editor).toHaveCount(0);
  await expect(composer(there)).toBeFocused();
  await keyboard.press('ArrowUp');
  await expect(editor).toBeFocused();
  await keyboard.type(', thought over');
  await keyboard.press('Enter');
  await expect(message(ada, 'and another, thought over')).toContainText('(edited)');
  await expect(message(ada, 'thrown away')).toHaveCount(0);
  await expect(composer(there)).toBeFocused();

  // Where one writes, `?` is a letter.
  await keyboard.press('?');
  await expect(composer(there)).toHaveValue('?');
  await keyboard.press('Backspace');
  await keyboard.press('Shift+Tab');
  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toHaveCount(0);

  await keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('heading', { level: 1, name: 'General' })).toBeVisible();
});

test('the focus is always to be seen, and the first stop leads past the furniture', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Focus');
  await openRoom(ada, room);
  await say(ada, 'something to reach');
  const { page } = ada;
  // A page that takes the focus for nothing of its own.
  await page.goto('/people');
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await page.goto(`/rooms/${room.id}`);
  await expect(composer(ada)).toBeFocused();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  for (let stop = 0; stop < 20; stop += 1) {
    await page.keyboard.press('Tab');
    await expect.poll(() => focusShown(page), `stop ${stop}`).toMatch(/^(shown|the page ends here)$/);
  }
});

test('a dialog keeps the focus inside and gives it back', async ({ people }) => {
  const ada = await people.arrive('Ada');
  await ada.page.goto('/rooms');
  const { page } = ada;
  const opener = page.getByRole('main').getByRole('button', { name: 'Create a room' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Create a room' });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press('Tab');
    await expect(dialog.locator(':focus')).toHaveCount(1);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('by letters: out of the composer to the messages, on to what is new, and back', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const here = await createRoom(ada, 'Here');
  const there = await createRoom(ada, 'There');
  await addMember(ada, there, ben);
  await openRoom(ada, here);
  await say(ada, 'first');
  await say(ada, 'second');
  await openRoom(ben, there);
  await say(ben, 'something new');
  await expect(sidebarLink(ada, 'There')).toContainText('1');

  const { keyboard } = ada.page;
  await composer(ada).focus();
  await keyboard.press('Escape');
  await expect(message(ada, 'second')).toBeFocused();
  await keyboard.press('k');
  await expect(message(ada, 'first')).toBeFocused();
  await keyboard.press('Escape');
  await expect(composer(ada)).toBeFocused();
  // Written, a letter is a letter.
  await keyboard.press('n');
  await expect(composer(ada)).toHaveValue('n');
  await keyboard.press('Backspace');
  await keyboard.press('Escape');
  await keyboard.press('n');
  await expect(ada.page.getByRole('heading', { level: 1, name: 'There' })).toBeVisible();
});
