/** Everybody is cut off and comes back at once, each with a position and something missed. */
import type { TargetName } from '../targets/target.ts';
import { logReads, notRecovered, untilCurrent } from './storm-figures.ts';
import type { Bar, Workload } from './workload.ts';

const PEOPLE = 1_000;
const SOCKETS_EACH = 5;
const SOCKETS = PEOPLE * SOCKETS_EACH;
const ROOMS = 50;
/** A channel nobody follows is kept warm for ten seconds. */
const AWAY_MS = 11_000;
const CONTENT_BYTES = 150;

/** What is held whatever was missed; `of` undefined is Parley as it comes. */
const bars = (missed: number, of?: TargetName): Bar[] => {
  const whose = of === undefined ? {} : { of };
  return [
    { figure: logReads(missed), ...whose, against: null, limit: { kind: 'at most', value: 1 } },
    { figure: untilCurrent(missed), ...whose, against: null, limit: { kind: 'at most', value: 10 } },
    { figure: notRecovered(missed), ...whose, against: null, limit: { kind: 'at most', value: 0 } },
  ];
};

export const reconnectStorm: Workload = {
  name: 'reconnect-storm',
  title: `${SOCKETS} sockets of one room cut off at once come back at once, having missed 1 message, then 100`,
  targets: ['parley', 'parley-cluster', 'socketio'],
  cast: { members: PEOPLE, rooms: 1, socketsEach: SOCKETS_EACH },
  measure: {
    kind: 'reconnect',
    storms: { missed: [1, 100], awayMs: AWAY_MS, contentBytes: CONTENT_BYTES },
  },
  bars: [
    ...bars(1),
    ...bars(1, 'parley-cluster'),
    {
      figure: untilCurrent(100),
      against: 'socketio',
      limit: { kind: 'at most', value: 1.35 },
    },
  ],
};

export const reconnectStormRooms: Workload = {
  name: 'reconnect-storm-rooms',
  title: `${SOCKETS} sockets in ${ROOMS} rooms cut off at once come back at once, having missed 1 message`,
  targets: ['parley'],
  cast: { members: PEOPLE, rooms: ROOMS, socketsEach: SOCKETS_EACH },
  mostRounds: 1,
  measure: { kind: 'reconnect', storms: { missed: [1], awayMs: AWAY_MS, contentBytes: CONTENT_BYTES } },
  bars: bars(1),
};
