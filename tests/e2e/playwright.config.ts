/** Browser stories: people in real browsers, on a server as it is built and run. */
import { fileURLToPath } from 'node:url';
import { CHROMIUM_FLAGS, findStoryBrowser } from '@parley/testkit/services/chromium';
import { defineConfig } from '@playwright/test';

const executablePath = process.env.CHROMIUM_PATH ?? findStoryBrowser();

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.story.ts',
  outputDir: fileURLToPath(new URL('../../.cache/stories', import.meta.url)),
  fullyParallel: true,
  workers: 2,
  // A story that passes when tried again did not pass.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  forbidOnly: process.env.CI !== undefined,
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Asia/Bangkok',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Playwright says itself whether it is headless.
      args: CHROMIUM_FLAGS.filter((flag) => flag !== '--headless'),
    },
  },
});
