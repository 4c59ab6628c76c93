/** Emoji of the server's own: one person adds a picture, and another reacts with it and writes it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { addMember, composer, createRoom, message, openRoom, type Person, say } from './harness/person.ts';
import { test } from './harness/stories.ts';

/** A parrot, as far as a story needs one; of another colour each time. */
async function picture({ page }: Person, name: string) {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 300;
    canvas.height = 200;
    const paint = canvas.getContext('2d');
    if (paint === null) throw new Error('no canvas');
    paint.fillStyle = 'seagreen';
    paint.fillRect(50, 20, 200, 160);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return { name, mimeType: 'image/png', buffer: Buffer.from(base64, 'base64') };
}

const section = async (person: Person) => {
  await person.page.goto('/admin');
  await person.page.getByText('Custom emoji', { exact: true }).click();
};
const choose = ({ page }: Person, file: { name: string; mimeType: string; buffer: Buffer }) =>
  page.getByTestId('emoji-file').setInputFiles(file);
const nameField = ({ page }: Person) => page.getByRole('textbox', { name: 'Name' });
const listed = ({ page }: Person, text: string) =>
  page.getByRole('list', { name: 'Custom emoji' }).getByRole('listitem').filter({ hasText: text });
const add = ({ page }: Person) => page.getByRole('button', { name: 'Add emoji' }).click();
/** Drawn, and not merely there. */
const drawn = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((image: HTMLImageElement) => image.naturalWidth > 0);

test('an emoji that an admin adds is there for others at once: as a reaction, in a text, and after coming back', async ({
  people,
}) => {
  const olive = await people.owner();
  const ben = await people.arrive('Ben');
  const room = await createRoom(olive, 'Parrots');
  await addMember(olive, room, ben);
  await openRoom(ben, room);
  await say(ben, 'Shall we?');

  await section(olive);
  // The console tells of each refusal over REST.
  olive.watch.expect(/4\d\d \(.*\/api\/emoji$/);
  await choose(olive, { name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<html>') });
  await expect(nameField(olive)).toHaveValue('page');
  await add(olive);
  await expect(olive.page.getByRole('alert')).toContainText('This file can’t be used');
  await nameField(olive).fill('tada');
  await choose(olive, await picture(olive, 'Dancing Parrot.png'));
  await add(olive);
  await expect(olive.page.getByText('An emoji everybody has goes by this name')).toBeVisible();
  await nameField(olive).fill(':Dancing_Parrot:');
  await add(olive);
  const row = listed(olive, ':dancing_parrot:');
  await expect(row).toBeVisible();

  // The picker knows it without a reload, before all others.
  await message(ben, 'Shall we?').hover();
  await message(ben, 'Shall we?')
    .getByRole('group', { name: 'Message actions' })
    .getByRole('button', { name: 'Add a reaction' })
    .click();
  const picker = ben.page.getByRole('dialog', { name: 'Add a reaction' });
  await expect(picker.getByRole('gridcell').first().getByRole('img')).toBeVisible();
  await picker.getByRole('searchbox').fill('parrot');
  await expect(picker.getByText('This server’s own')).toBeVisible();
  await picker.getByRole('gridcell', { name: 'dancing_parrot' }).click();
  const chip = (person: Person) =>
    message(person, 'Shall we?').getByRole('button', { name: ':dancing_parrot:, 1 person' });
  await expect(chip(ben)).toHaveAttribute('aria-pressed', 'true');
  expect(await drawn(ben.page, '[data-testid="message"] button img')).toBe(true);

  // By typing: the colon, the beginning of its name, and Enter.
  await composer(ben).pressSequentially('Well done :danc');
  await expect(ben.page.getByRole('option').first()).toContainText(':dancing_parrot:');
  await composer(ben).press('Enter');
  await expect(composer(ben)).toHaveValue('Well done :dancing_parrot: ');
  await composer(ben).press('Enter');
  await composer(ben).fill('`:dancing_parrot:` is how');
  await composer(ben).press('Enter');
  await openRoom(olive, room);
  for (const person of [olive, ben]) {
    const image = message(person, 'Well done').getByRole('img', { name: ':dancing_parrot:' });
    await expect(image).toHaveAttribute('title', ':dancing_parrot:');
    await expect(image).toHaveCSS('width', /^(19|2[0-2])/);
    await expect(message(person, 'is how').getByRole('img', { name: ':dancing_parrot:' })).toHaveCount(0);
  }

  // Where a line of it is told elsewhere, too.
  await message(ben, 'Well done').hover();
  await message(ben, 'Well done').getByRole('button', { name: 'Reply' }).click();
  const parrot = { name: ':dancing_parrot:' };
  await expect(
    ben.page.getByRole('status').filter({ hasText: 'Replying to' }).getByRole('img', parrot),
  ).toBeVisible();
  await say(ben, 'So it is');
  await expect(
    message(olive, 'So it is').getByRole('button', { name: 'Well done' }).getByRole('img', parrot),
  ).toBeVisible();

  await ben.page.reload();
  await expect(chip(ben)).toBeVisible();
  await expect(message(ben, 'Well done').getByRole('img', parrot)).toHaveCount(2);
  await expect.poll(() => drawn(ben.page, '[data-testid="message-text"] img')).toBe(true);

  // Taken away it is a name, and nobody joins in any more.
  await section(olive);
  await row.getByRole('button', { name: 'Remove :dancing_parrot:' }).click();
  await olive.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  const name = ':dancing_parrot:';
  await expect(message(ben, 'Well done')).toContainText([name, name]);
  await expect(chip(ben).getByRole('img', { includeHidden: true })).toHaveCount(0);
  await openRoom(olive, room);
  await expect(chip(olive)).toHaveAttribute('aria-disabled', 'true');
});

test('a photo is made small before it is sent, axe finds nothing, and a member finds no such page', async ({
  people,
}) => {
  const olive = await people.owner();
  await section(olive);
  const noise = await olive.page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1200, 900];
    const paint = canvas.getContext('2d');
    if (paint === null) throw new Error('no canvas');
    const data = paint.createImageData(1200, 900);
    for (let at = 0; at < data.data.length; at += 1) data.data[at] = (at * 2_654_435_761) >>> 24;
    paint.putImageData(data, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  const buffer = Buffer.from(noise, 'base64');
  expect(buffer.length).toBeGreaterThan(300_000);
  await choose(olive, { name: 'photo.png', mimeType: 'image/png', buffer });
  await expect(nameField(olive)).toHaveValue('photo');
  await add(olive);
  await expect(listed(olive, ':photo:')).toBeVisible();
  const { violations } = await new AxeBuilder({ page: olive.page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual([]);
  const ben = await people.arrive('Ben');
  await ben.page.goto('/admin');
  await expect(ben.page.getByText('Custom emoji')).toHaveCount(0);
});
