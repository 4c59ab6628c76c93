/** What a page loads before it can be used: packed, and nothing it does not need. */

import { expect } from '@playwright/test';
import { composer, createRoom, openRoom } from './harness/person.ts';
import { test } from './harness/stories.ts';

/** Less is not worth packing. */
const SMALL_BYTES = 1_024;

test('texts come packed', async ({ people }) => {
  const ada = await people.arrive('Ada');
  const room = await createRoom(ada, 'Packed');
  const plain: string[] = [];
  ada.page.on('response', async (answer) => {
    if (!['document', 'script', 'stylesheet'].includes(answer.request().resourceType())) return;
    const { 'content-encoding': packing, 'content-length': length } = answer.headers();
    if (packing === undefined && Number(length) >= SMALL_BYTES) plain.push(answer.url());
  });
  await openRoom(ada, room);
  await expect(composer(ada)).toBeVisible();
  expect(plain).toEqual([]);
});

test('naming a language does not load its font', async ({ people }) => {
  const { page } = await people.stranger();
  const fonts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'font') fonts.push(request.url());
  });
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'العربية' })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  expect(fonts.filter((url) => !url.includes('inter-latin'))).toEqual([]);
});
