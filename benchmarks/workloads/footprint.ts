/** What Parley costs whoever runs it while nobody talks. */
import { ADDED_MEGABYTES, KILOBYTES_EACH, READY_SECONDS } from './figures.ts';
import type { Workload } from './workload.ts';

const IDLE = 100;
const PEOPLE = 1_000;
const SOCKETS_EACH = 10;

export const coldStart: Workload = {
  name: 'cold-start',
  title: 'start to /readyz on an existing database',
  targets: ['parley'],
  cast: { members: 100, rooms: 1 },
  measure: { kind: 'start', times: 5, messageSeconds: 2 },
  bars: [{ figure: READY_SECONDS, against: null, limit: { kind: 'at most', value: 1.5 } }],
};

export const idle: Workload = {
  name: 'idle',
  title: `${IDLE} sockets that follow a room and say nothing`,
  targets: ['parley'],
  cast: { members: IDLE, rooms: 1 },
  measure: { kind: 'idle' },
  bars: [{ figure: ADDED_MEGABYTES, against: null, limit: { kind: 'at most', value: 5 } }],
};

export const idleMany: Workload = {
  name: 'idle-many',
  title: `${PEOPLE * SOCKETS_EACH} sockets of ${PEOPLE} people that follow a room and say nothing`,
  targets: ['parley', 'socketio', 'ws'],
  cast: { members: PEOPLE, rooms: 1, socketsEach: SOCKETS_EACH },
  measure: { kind: 'idle' },
  bars: [{ figure: KILOBYTES_EACH, against: 'socketio', limit: { kind: 'at most', value: 0.9 } }],
};
