/** This run's own headless Chromium: what a person's machine is to the server. */

import { CHROMIUM_FLAGS, findChromium } from '@parley/testkit/services/chromium';
import { freePort } from '@parley/testkit/services/free-port';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';

export interface Chromium {
  readonly pid: number;
  /** Where its DevTools protocol listens. */
  readonly port: number;
  /** Whom every page that others open in it belongs to as well. */
  readonly person: BrowserContext;
  /** Somebody it has never seen, with nothing in the cache. */
  stranger(): Promise<BrowserContext>;
  end(): Promise<void>;
}

/** `origin`: where relative addresses of a stranger lead. */
export async function startChromium(origin: string): Promise<Chromium> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Chromium is not on this machine');
  const port = await freePort();
  const server = await chromium.launchServer({
    executablePath,
    // Playwright says itself whether it is headless.
    args: [...CHROMIUM_FLAGS.filter((flag) => flag !== '--headless'), `--remote-debugging-port=${port}`],
  });
  const { pid } = server.process();
  if (pid === undefined) throw new Error('Chromium did not start');
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    return {
      pid,
      port,
      person: ownContext(browser),
      stranger: () => browser.newContext({ baseURL: origin }),
      end: () => server.close(),
    };
  } catch (cause) {
    await server.close();
    throw cause;
  }
}

/** The one that a browser begins with: only in it are pages that are opened by another hand signed in too. */
function ownContext(browser: Browser): BrowserContext {
  const [own] = browser.contexts();
  if (own === undefined) throw new Error('Chromium has no context of its own');
  return own;
}
