/** The web app as people meet it: what is loaded first, what Lighthouse makes of it, and the list of messages in a busy room. */
import type { Run } from '../measure/run.ts';
import type { Started } from '../targets/target.ts';
import { webFigures } from '../workloads/web-figures.ts';
import type { Once } from '../workloads/workload.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { firstLoad } from './first-load.ts';
import { type Device, performanceScore } from './score.ts';
import { watchTalk } from './talk.ts';
import { arrive } from './visitor.ts';

type Talk = Extract<Once, { kind: 'web-app' }>['talk'];

export async function inBrowser(server: Started, talk: Talk): Promise<Run> {
  const [node] = server.nodes;
  const room = server.clients[0]?.room;
  if (node === undefined || room === undefined) throw new Error('there is no room to look at');
  const origin = `http://127.0.0.1:${node.port}`;
  const signIn = `${origin}/sign-in`;
  const inRoom = `${origin}/rooms/${room}`;

  const [pages, cookies] = await withChromium(origin, async (browser) => {
    const stranger = await (await browser.stranger()).newPage();
    const signInLoad = await firstLoad(stranger, signIn, stranger.locator('form button[type="submit"]'));
    await stranger.context().close();
    const forNewcomers = { firstLoad: signInLoad, scores: await scores(signIn, browser) };
    await arrive(browser.person, origin, room);
    const page = await browser.person.newPage();
    const roomLoad = await firstLoad(page, inRoom, page.locator('main form textarea'));
    await page.close();
    const forMembers = { firstLoad: roomLoad, scores: await scores(inRoom, browser) };
    return [{ signIn: forNewcomers, room: forMembers }, await browser.person.cookies()] as const;
  });
  // Another browser, which Lighthouse has left nothing in.
  const told = await withChromium(origin, async ({ person, pid }) => {
    await person.addCookies([...cookies]);
    return watchTalk(await person.newPage(), inRoom, { ...talk, clients: server.clients }, node.pid, pid);
  });
  return { figures: webFigures(told, pages), othersShare: told.othersShare, faults: told.faults };
}

async function withChromium<T>(origin: string, work: (browser: Chromium) => Promise<T>): Promise<T> {
  const browser = await startChromium(origin);
  try {
    return await work(browser);
  } finally {
    await browser.end();
  }
}

async function scores(url: string, { port }: Chromium): Promise<Record<Device, number>> {
  return {
    desktop: await performanceScore(url, 'desktop', port),
    mobile: await performanceScore(url, 'mobile', port),
  };
}
