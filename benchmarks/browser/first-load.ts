/** What a page loads before it can be used, as it comes over the line. */
import type { Locator, Page, Request } from '@playwright/test';

export interface FirstLoad {
  /** Kilobytes of bodies, fonts aside: as gzip where that is served, else as they are. */
  readonly kilobytes: number;
  /** Text is shown and can be used before they come (`font-display: swap`). */
  readonly fontKilobytes: number;
  readonly requests: number;
}

/** Opens `url` with an empty cache; `usable` is there when the page can be used. */
export async function firstLoad(page: Page, url: string, usable: Locator): Promise<FirstLoad> {
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.clearBrowserCache');
  // Browsers take better packing too: this is what anybody gets.
  await line.send('Network.setExtraHTTPHeaders', { headers: { 'accept-encoding': 'gzip' } });
  const asked: Request[] = [];
  const note = (request: Request) => asked.push(request);
  page.on('request', note);
  await page.goto(url);
  await usable.waitFor();
  page.off('request', note);
  const isFont = (request: Request) => request.resourceType() === 'font';
  const kilobytes = await kilobytesOf(asked.filter((request) => !isFont(request)));
  const fontKilobytes = await kilobytesOf(asked.filter(isFont));
  await line.detach();
  return { kilobytes, fontKilobytes, requests: asked.length };
}

async function kilobytesOf(requests: readonly Request[]): Promise<number> {
  const bytes = await Promise.all(requests.map(bodyBytes));
  return bytes.reduce((sum, one) => sum + one, 0) / 1024;
}

async function bodyBytes(request: Request): Promise<number> {
  const answer = await request.response();
  if (answer === null) throw new Error(`${request.url()} was not answered`);
  await answer.finished();
  const { responseBodySize } = await request.sizes();
  return responseBodySize;
}
