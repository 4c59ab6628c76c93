/** One person looks at a room while others talk in it: whether the page keeps up, and shows everything. */
import type { Page } from '@playwright/test';
import { elapsed } from '../load/elapsed.ts';
import type { LoadJob, LoadReport } from '../load/job.ts';
import { generate } from '../measure/generator.ts';
import { cpuSeconds, pin, type Watch, watch } from '../measure/process.ts';
import { bringFrames, type Seen, startFrames, stopFrames, untilShown } from './frames.ts';

/** What the last message may take to the page. */
const SHOWN_WITHIN_MS = 10_000;

const QUIET_MS = 1_000;
const QUIET_TRIES = 20;
/** Of a core. */
const QUIET_SHARE = 0.1;

export interface TalkSeen {
  readonly seen: Seen;
  readonly report: LoadReport;
  /** Of the whole browser. */
  readonly browserCpuSeconds: number;
  readonly othersShare: number;
  readonly faults: readonly string[];
}

/** `page` shows nothing yet. The browser, by its process id, has the load's core from then on. */
export async function watchTalk(
  page: Page,
  url: string,
  job: LoadJob,
  server: number,
  browser: number,
): Promise<TalkSeen> {
  const faults = new Set<string>();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.add(`console: ${message.text()}`);
  });
  page.on('pageerror', (cause) => faults.add(`uncaught: ${cause.message}`));
  await bringFrames(page);
  await page.goto(url);
  await page.locator('main [role="list"]').waitFor();
  await quiet(browser);
  pin(browser, 'generator');
  let watching: Watch | undefined;
  let cpuBefore = 0;
  // Beside the server: the browser has the other core to itself, as a person's machine would.
  const report = await generate(
    { kind: 'load', job },
    'end',
    async (moment) => {
      if (moment !== 'start') return;
      watching = watch([server]);
      cpuBefore = cpuSeconds(browser);
      await startFrames(page);
    },
    'server',
  );
  if (!report || !('deliveries' in report) || !watching) throw new Error('the load generator said nothing');
  await untilShown(page, report.sent, SHOWN_WITHIN_MS);
  const seen = await stopFrames(page);
  const browserCpuSeconds = cpuSeconds(browser) - cpuBefore;
  const { othersShare } = watching.stop();
  return {
    seen,
    report,
    browserCpuSeconds,
    othersShare,
    faults: [...report.faults, ...faults, ...wrongIn(seen, report.sent)],
  };
}

/** A browser is busy with itself for seconds after it opened its first window; that is no part of what is measured. */
async function quiet(browser: number): Promise<void> {
  for (let n = 0; n < QUIET_TRIES; n++) {
    const before = cpuSeconds(browser);
    await elapsed(QUIET_MS);
    if (cpuSeconds(browser) - before < (QUIET_SHARE * QUIET_MS) / 1000) return;
  }
}

/** Everything once, each sender's in order, and the view at the end of it. */
export function wrongIn({ shown, belowEnd }: Pick<Seen, 'shown' | 'belowEnd'>, sent: number): string[] {
  const wrong: string[] = [];
  const last = new Map<number, number>();
  for (const [sender, id] of shown) {
    const before = last.get(sender);
    if (before !== undefined && id !== before + 1)
      wrong.push(`after message ${before} of sender ${sender} came ${id}`);
    last.set(sender, id);
  }
  if (shown.length !== sent) wrong.push(`${sent} messages were sent and ${shown.length} shown`);
  if (belowEnd > 1) wrong.push(`the view ends ${belowEnd} px above the last message`);
  return wrong.slice(0, 10);
}
