/** The frames of a page while its list of messages takes what is said: what the script in the page tells. */
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const IN_PAGE = fileURLToPath(new URL('./frames-in-page.js', import.meta.url));

export interface Seen {
  /** Milliseconds from each frame to the next. */
  readonly gaps: readonly number[];
  /** Milliseconds of what the page itself reports as long animation frames: over 50 each. */
  readonly long: readonly number[];
  /** Sender and number of every message as it came into the list. */
  readonly shown: readonly (readonly [sender: number, id: number])[];
  /** Rows that stand in the page. */
  readonly rows: number;
  /** Pixels from the bottom of what is in view to the end. */
  readonly belowEnd: number;
}

declare global {
  interface Window {
    readonly parleyFrames: {
      start(): void;
      shown(): number;
      stop(): Seen;
    };
  }
}

/** To be called before the page is opened. */
export const bringFrames = (page: Page): Promise<unknown> => page.addInitScript({ path: IN_PAGE });
export const startFrames = (page: Page): Promise<void> => page.evaluate(() => window.parleyFrames.start());
export const stopFrames = (page: Page): Promise<Seen> => page.evaluate(() => window.parleyFrames.stop());

/** Resolves once so many messages were shown; after `withinMs` without a word. */
export async function untilShown(page: Page, count: number, withinMs: number): Promise<void> {
  await page
    .waitForFunction((wanted) => window.parleyFrames.shown() >= wanted, count, { timeout: withinMs })
    .catch(() => {});
}
