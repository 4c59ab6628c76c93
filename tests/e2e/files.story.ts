/** Files: two people see a picture, an upload survives a lost line, what is hostile is a download, and a right that ends ends. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator } from '@playwright/test';
import {
  addMember,
  ask,
  composer,
  createRoom,
  message,
  messages,
  openRoom,
  type Person,
  say,
} from './harness/person.ts';
import { test } from './harness/stories.ts';

const tray = ({ page }: Person): Locator => page.getByTestId('upload');
const attach = (person: Person, files: Parameters<Locator['setInputFiles']>[0]) =>
  person.page.getByTestId('attach').setInputFiles(files);
const ready = (person: Person) => expect(tray(person).first()).toHaveAttribute('data-status', 'ready');

/** A real picture: 3:2, drawn by the browser itself. */
async function picture({ page }: Person, name = 'garden.png') {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [900, 600];
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    const sky = pen.createLinearGradient(0, 0, 0, 600);
    sky.addColorStop(0, '#7fb3d5');
    sky.addColorStop(1, '#2e7d5b');
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 900, 600);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return { name, mimeType: 'image/png', buffer: Buffer.from(base64, 'base64') };
}

test('a picture is chosen, sent with words, and seen by the other at its size before it is there', async ({
  people,
}) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Pictures', 'private');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await attach(ada, [await picture(ada), await picture(ada, 'again.png')]);
  await expect(tray(ada)).toHaveCount(2);
  await tray(ada).last().getByRole('button', { name: 'Take out again.png' }).click();
  await ready(ada);
  await composer(ada).fill('Look!');
  await composer(ada).press('Enter');
  await expect(tray(ada)).toHaveCount(0);
  const shown = message(ben, 'Look!').getByRole('img', { name: 'garden.png' });
  await expect(shown).toBeVisible();
  await expect
    .poll(() => shown.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth))
    .toBe(640);
  const box = await shown.boundingBox();
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.5, 1);

  await ben.page.getByRole('button', { name: 'Show garden.png large' }).click();
  const large = ben.page.getByTestId('lightbox');
  await expect(large.getByRole('img', { name: 'garden.png' })).toBeVisible();
  await expect
    .poll(() =>
      large
        .getByRole('img', { name: 'garden.png' })
        .evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth),
    )
    .toBe(900);
  await ben.page.keyboard.press('Escape');
  await expect(large).toHaveCount(0);

  await ben.page.getByRole('button', { name: /^Details/ }).click();
  await expect(ben.page.getByRole('region', { name: 'Files' }).getByText('garden.png')).toBeVisible();
});

test('P4: an upload goes on where it was when the line comes back', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Lost line');
  await openRoom(ada, room);
  ada.watch.expect(/ERR_CONNECTION_RESET/);
  const offsets: number[] = [];
  let lost = true;
  // Everything but its beginning is lost, until the line is back.
  await ada.page.route('**/api/files/tus/**', async (route) => {
    const offset = Number(await route.request().headerValue('upload-offset'));
    if (route.request().method() !== 'PATCH') return route.continue();
    offsets.push(offset);
    return offset > 0 && lost ? route.abort('connectionreset') : route.continue();
  });
  const content = Buffer.alloc(9_000_000, 'all of it, ');
  await attach(ada, { name: 'notes.txt', mimeType: 'text/plain', buffer: content });
  await expect(tray(ada)).toHaveAttribute('data-status', 'waiting', { timeout: 30_000 });
  await expect(tray(ada)).toContainText('Waiting for a connection, 93%');
  lost = false;
  await expect(tray(ada)).toHaveAttribute('data-status', 'ready', { timeout: 30_000 });
  // Its beginning was sent once.
  expect(offsets.filter((offset) => offset === 0)).toHaveLength(1);
  expect(offsets.at(-1)).toBe(8_388_608);
  await composer(ada).press('Enter');
  const card = messages(ada).last().getByTestId('file');
  await expect(card).toContainText('notes.txt');
  await card.getByRole('button', { name: 'Preview' }).click();
  await expect(card.getByRole('region', { name: 'notes.txt' })).toContainText('all of it');
  await expect(card).toContainText('Only the beginning is shown.');
  const downloading = ada.page.waitForEvent('download');
  await card.getByRole('link', { name: 'Download notes.txt' }).click();
  const download = await downloading;
  expect((await readFile(await download.path())).equals(content)).toBe(true);
});

test('an upload is paused, gone on with, and refused in words', async ({ people, serve }) => {
  const small = await serve({ UPLOAD_MAX_BYTES: '300000', REGISTRATION: 'open' });
  const ada = await people.arrive('Ada', { on: small });
  const room = await createRoom(ada, 'Slow');
  await openRoom(ada, room);
  ada.watch.expect(/413 \(Payload Too Large\).*\/api\/files\/tus$/);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let holding = true;
  await ada.page.route('**/api/files/tus/**', async (route) => {
    if (holding && route.request().method() === 'PATCH') {
      await held;
      await route.abort().catch(() => undefined);
      return;
    }
    await route.continue();
  });
  await attach(ada, {
    name: 'slow.bin',
    mimeType: 'application/octet-stream',
    buffer: Buffer.alloc(200_000, 1),
  });
  await tray(ada).getByRole('button', { name: 'Pause slow.bin' }).click();
  await expect(tray(ada)).toHaveAttribute('data-status', 'paused');
  holding = false;
  release();
  await tray(ada).getByRole('button', { name: 'Go on with slow.bin' }).click();
  await ready(ada);
  await attach(ada, {
    name: 'large.bin',
    mimeType: 'application/octet-stream',
    buffer: Buffer.alloc(300_001, 1),
  });
  await expect(tray(ada).last()).toHaveAttribute('data-status', 'failed');
  await expect(tray(ada).last()).toContainText('It is too large');
  await expect(ada.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await tray(ada).last().getByRole('button', { name: 'Take out large.bin' }).click();
  await composer(ada).press('Enter');
  await expect(messages(ada).last().getByTestId('file')).toContainText('slow.bin');
});

test('a drawing that carries a script is a download, and runs nowhere', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Hostile', 'private');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="owned"</script></svg>';
  await attach(ada, { name: 'nice.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
  await ready(ada);
  await composer(ada).press('Enter');
  const card = messages(ben).last().getByTestId('file');
  await expect(card).toContainText('nice.svg');
  await expect(messages(ben).last().getByRole('img', { name: 'nice.svg' })).toHaveCount(0);
  const address = (await card.getByRole('link', { name: 'Download nice.svg' }).getAttribute('href')) ?? '';
  const answer = await ben.page.request.get(address);
  expect(answer.headers()['content-type']).toBe('application/octet-stream');
  expect(answer.headers()['content-disposition']).toContain('attachment');
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
  await card.getByRole('button', { name: 'Preview' }).click();
  await expect(card.getByRole('region')).toContainText('<script>');
  expect(await ben.page.title()).not.toBe('owned');
});

test('P6: who is taken out of the room can’t have its files any more', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const ben = await people.arrive('Ben');
  const room = await createRoom(ada, 'Ours', 'private');
  await addMember(ada, room, ben);
  await openRoom(ada, room);
  await openRoom(ben, room);
  await attach(ada, await picture(ada));
  await ready(ada);
  await say(ada, 'Ours alone');
  const shown = message(ben, 'Ours alone').getByRole('img', { name: 'garden.png' });
  await expect(shown).toBeVisible();
  const address = (await shown.getAttribute('src')) ?? '';
  expect((await ben.page.request.get(address)).status()).toBe(200);
  await ask(ada, 'DELETE', `/api/chat/rooms/${room.id}/members/${ben.id}`);
  expect((await ben.page.request.get(address)).status()).toBe(404);
  expect((await ada.page.request.get(address)).status()).toBe(200);
});
