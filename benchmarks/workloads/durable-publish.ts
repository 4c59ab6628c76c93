/** Many senders, each awaiting its acknowledgement before it says the next thing. */
import { ACKS_PER_SECOND } from './figures.ts';
import type { Bar, Workload } from './workload.ts';

const SENDERS = 200;

const base = {
  targets: ['parley', 'socketio-sqlite'],
  measure: {
    kind: 'load',
    load: {
      senders: SENDERS,
      pace: { kind: 'awaiting', inFlight: 1, until: 'acknowledged' },
      warmSeconds: 3,
      seconds: 6,
      contentBytes: 150,
      checkedClients: 4,
    },
  },
  bars: [
    {
      figure: ACKS_PER_SECOND,
      against: 'socketio-sqlite',
      limit: { kind: 'at least', value: 3 },
    } satisfies Bar,
  ],
} as const;

export const durablePublish: Workload = {
  ...base,
  name: 'durable-publish',
  title: `${SENDERS} senders, each in a room of its own and awaiting its acknowledgement`,
  cast: { members: SENDERS, rooms: SENDERS },
};

/** The same work in one room: what a message costs now includes bringing it to everybody. */
export const durablePublishOneRoom: Workload = {
  ...base,
  name: 'durable-publish-one-room',
  title: `${SENDERS} senders in one room, each awaiting its acknowledgement`,
  cast: { members: SENDERS, rooms: 1 },
};
