/** What must never happen on a page: an uncaught error, an error in the console, a dialog, a breach of the content policy. */
import type { ConsoleMessage, Page } from '@playwright/test';

declare global {
  interface Window {
    storyBreach?: (what: string) => void;
  }
}

export interface Watch {
  /** What went wrong so far, in words. */
  readonly troubles: readonly string[];
  /** From now on this one belongs to the story: the console tells of every request that could not be made. */
  expect(trouble: RegExp): void;
}

/** Asking whether a cookie still signs in is answered so when it doesn't; the console calls it an error. */
const NOT_SIGNED_IN = /401 \(Unauthorized\).*\/api\/auth\/refresh$/;

export async function watch(page: Page): Promise<Watch> {
  const troubles: string[] = [];
  const expected: RegExp[] = [NOT_SIGNED_IN];
  const note = (trouble: string) => {
    if (!expected.some((one) => one.test(trouble))) troubles.push(trouble);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${told(message)}`);
  });
  page.on('pageerror', (error) => note(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => note('the page crashed'));
  page.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.exposeFunction('storyBreach', (what: string) => note(`content policy: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      window.storyBreach?.(`${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  return { troubles, expect: (trouble) => expected.push(trouble) };
}

function told(message: ConsoleMessage): string {
  const { url } = message.location();
  return `${message.text()} ${url}`;
}
