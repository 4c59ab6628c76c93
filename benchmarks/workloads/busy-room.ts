/** Everybody talks at once: a hundred people, ten messages a second each, a hundred thousand deliveries a second. */
import { CLUSTER_BARS } from './cluster-bars.ts';
import { CPU_PER_MILLION, DELIVERY_P99 } from './figures.ts';
import type { Workload } from './workload.ts';

const MEMBERS = 100;
const PER_SECOND = 10;

export const busyRoom: Workload = {
  name: 'busy-room',
  title: `${MEMBERS} members of one room, each sending ${PER_SECOND} messages a second`,
  targets: [
    'parley',
    'parley-postgres',
    'parley-cluster',
    'socketio',
    'socketio-sqlite',
    'socketio-redis',
    'ws',
    'nchan',
  ],
  cast: { members: MEMBERS, rooms: 1 },
  measure: {
    kind: 'load',
    load: {
      senders: MEMBERS,
      pace: { kind: 'rate', perSecond: PER_SECOND },
      // Until code is compiled: a node of a cluster carries out half of the commands, and so takes twice as long.
      warmSeconds: 12,
      seconds: 8,
      contentBytes: 150,
      checkedClients: 4,
    },
  },
  bars: [
    { figure: CPU_PER_MILLION, against: 'socketio', limit: { kind: 'at most', value: 0.28 } },
    { figure: CPU_PER_MILLION, against: 'nchan', limit: { kind: 'at most', value: 0.7 } },
    { figure: DELIVERY_P99, against: null, limit: { kind: 'at most', value: 30 } },
    ...CLUSTER_BARS,
  ],
};
