/** Many senders, each awaiting its acknowledgement before it says the next thing. */
import { ratioOf } from './compared.ts';
import { ACKS_PER_SECOND } from './figures.ts';
import type { Workload } from './workload.ts';

const SENDERS = 200;
const SENDERS_OF_ONE_ROOM = 64;

const load = {
  pace: { kind: 'awaiting', inFlight: 1, until: 'acknowledged' },
  warmSeconds: 6,
  seconds: 6,
  contentBytes: 150,
  checkedClients: 4,
} as const;

export const durablePublish: Workload = {
  name: 'durable-publish',
  title: `${SENDERS} senders, each in a room of its own and awaiting its acknowledgement`,
  // ejabberd has a bar by the archive it makes itself; what it does with fewer syncs, and with none, is shown beside.
  targets: [
    'parley',
    'parley-postgres',
    'socketio',
    'socketio-sqlite',
    'ejabberd',
    'ejabberd-wal',
    'ejabberd-mnesia',
  ],
  cast: { members: SENDERS, rooms: SENDERS },
  measure: { kind: 'load', load: { ...load, senders: SENDERS } },
  bars: [
    { figure: ACKS_PER_SECOND, against: 'socketio', limit: { kind: 'at least', value: 0.5 } },
    { figure: ACKS_PER_SECOND, against: 'socketio-sqlite', limit: { kind: 'at least', value: 5 } },
    { figure: ACKS_PER_SECOND, against: 'ejabberd', limit: { kind: 'at least', value: 8 } },
    {
      figure: ACKS_PER_SECOND,
      of: 'parley-postgres',
      against: 'parley',
      limit: { kind: 'at least', value: 0.4 },
    },
  ],
};

const ONE_ROOM = ratioOf(ACKS_PER_SECOND, 'acknowledgements a second, one room over a room each');

/** The same work in one room: what a message costs now includes its order among all, and bringing it to everybody. */
export const durablePublishOneRoom: Workload = {
  name: 'durable-publish-one-room',
  title: `${SENDERS_OF_ONE_ROOM} senders awaiting their acknowledgements, in a room each and then all in one`,
  targets: ['parley', 'socketio'],
  cast: { members: SENDERS_OF_ONE_ROOM, rooms: 1 },
  measure: {
    kind: 'compared',
    base: { members: SENDERS_OF_ONE_ROOM, rooms: SENDERS_OF_ONE_ROOM },
    what: { kind: 'load', load: { ...load, senders: SENDERS_OF_ONE_ROOM } },
    ratios: [ONE_ROOM],
  },
  bars: [{ figure: ONE_ROOM, against: null, limit: { kind: 'at least', value: 0.7 } }],
};
