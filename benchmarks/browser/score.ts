/** What Lighthouse makes of a page's first load. */
import lighthouse, { desktopConfig } from 'lighthouse';

export type Device = 'desktop' | 'mobile';

/**
 * From 0 to 100. Lighthouse loads the page in a tab of its own in the Chromium at `port`, with nothing in the cache; cookies it
 * leaves as they are, so who is signed in there stays it. The device's network and processor are reckoned (its
 * `simulate`), not imitated.
 */
export async function performanceScore(url: string, device: Device, port: number): Promise<number> {
  const told = await lighthouse(
    url,
    { port, logLevel: 'silent', onlyCategories: ['performance'] },
    device === 'desktop' ? desktopConfig : undefined,
  );
  if (told === undefined) throw new Error(`Lighthouse says nothing of ${url}`);
  const { categories, finalDisplayedUrl, runtimeError } = told.lhr;
  if (runtimeError !== undefined) throw new Error(`Lighthouse on ${url}: ${runtimeError.message}`);
  if (finalDisplayedUrl !== url) throw new Error(`${url} led Lighthouse to ${finalDisplayedUrl}`);
  return (categories.performance?.score ?? Number.NaN) * 100;
}
