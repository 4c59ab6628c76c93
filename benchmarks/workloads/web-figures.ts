/** What a browser says of the web app. */
import type { FirstLoad } from '../browser/first-load.ts';
import type { Device } from '../browser/score.ts';
import type { TalkSeen } from '../browser/talk.ts';
import { quantiles } from '../load/latencies.ts';
import type { Figure, Figures } from './workload.ts';

export type Page = 'signIn' | 'room';

/** A person sees a frame that is later than this. */
export const LATE_MS = 50;

export const LONGEST_FRAME: Figure = {
  name: 'longestFrameMs',
  title: 'longest frame',
  unit: 'ms',
  digits: 0,
};
export const LATE_FRAMES: Figure = {
  name: 'lateFrames',
  title: `frames over ${LATE_MS} ms`,
  unit: 'frames',
  digits: 0,
};

const NAMES: Readonly<Record<Page, string>> = { signIn: 'sign-in page', room: 'room' };

export const firstLoadOf = (page: Page): Figure => ({
  name: `${page}FirstLoadKb`,
  title: `first load of the ${NAMES[page]}, gzip, without fonts`,
  unit: 'KB',
  digits: 0,
});

export const scoreOf = (page: Page, device: Device): Figure => ({
  name: `${page}Score${device === 'desktop' ? 'Desktop' : 'Mobile'}`,
  title: `Lighthouse performance of the ${NAMES[page]}, ${device}`,
  unit: 'of 100',
  digits: 0,
});

export interface PageSeen {
  readonly firstLoad: FirstLoad;
  readonly scores: Readonly<Record<Device, number>>;
}

export function webFigures(talk: TalkSeen, pages: Readonly<Record<Page, PageSeen>>): Figures {
  const { gaps, long, rows } = talk.seen;
  const { p50, p99 } = quantiles(gaps);
  return {
    [LONGEST_FRAME.name]: Math.max(...gaps),
    [LATE_FRAMES.name]: gaps.filter((gap) => gap > LATE_MS).length,
    longAnimationFrames: long.length,
    longestAnimationFrameMs: Math.max(0, ...long),
    frames: gaps.length,
    frameMsP50: p50,
    frameMsP99: p99,
    messages: talk.report.sent,
    rowsDrawn: rows,
    seconds: talk.report.seconds,
    browserCpuSeconds: talk.browserCpuSeconds,
    ...figuresOf('signIn', pages.signIn),
    ...figuresOf('room', pages.room),
  };
}

const figuresOf = (page: Page, { firstLoad, scores }: PageSeen): Figures => ({
  [firstLoadOf(page).name]: firstLoad.kilobytes,
  [`${page}FontsKb`]: firstLoad.fontKilobytes,
  [`${page}Requests`]: firstLoad.requests,
  [scoreOf(page, 'desktop').name]: scores.desktop,
  [scoreOf(page, 'mobile').name]: scores.mobile,
});
