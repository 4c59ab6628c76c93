/** One person at the web app, in a room where others talk faster than anybody reads. */
import { firstLoadOf, LATE_FRAMES, LATE_MS, LONGEST_FRAME, scoreOf } from './web-figures.ts';
import type { Bar, Workload } from './workload.ts';

const TALKING = 5;
const MESSAGES = 1_000;
const SECONDS = 10;

const of = 'parley-web';
const most = (figure: Bar['figure'], value: number): Bar => ({
  figure,
  of,
  against: null,
  limit: { kind: 'at most', value },
});
const least = (figure: Bar['figure'], value: number): Bar => ({
  figure,
  of,
  against: null,
  limit: { kind: 'at least', value },
});

export const webApp: Workload = {
  name: 'web-app',
  title: `the web app in headless Chromium: ${MESSAGES} messages in ${SECONDS} s, first load, Lighthouse`,
  targets: [of],
  cast: { members: TALKING, rooms: 1 },
  measure: {
    kind: 'web-app',
    talk: {
      senders: TALKING,
      pace: { kind: 'rate', perSecond: MESSAGES / SECONDS / TALKING },
      warmSeconds: 0,
      seconds: SECONDS,
      contentBytes: 150,
      checkedClients: 1,
    },
  },
  bars: [
    most(LONGEST_FRAME, LATE_MS),
    most(LATE_FRAMES, 0),
    most(firstLoadOf('signIn'), 250),
    most(firstLoadOf('room'), 250),
    least(scoreOf('signIn', 'desktop'), 95),
    least(scoreOf('room', 'desktop'), 95),
  ],
};
