/** One sender, a thousand sockets in the room. */
import { DELIVERIES_PER_CPU_SECOND } from './figures.ts';
import type { Bar, Workload } from './workload.ts';

const RECEIVERS = 1000;

const base = {
  targets: ['parley', 'socketio', 'ws', 'nchan'],
  cast: { members: RECEIVERS + 1, rooms: 1 },
  bars: [
    {
      figure: DELIVERIES_PER_CPU_SECOND,
      against: 'socketio',
      limit: { kind: 'at least', value: 1 },
    } satisfies Bar,
  ],
} as const;

const load = { senders: 1, warmSeconds: 3, seconds: 6, contentBytes: 150, checkedClients: 5 } as const;

export const fanOut: Workload = {
  ...base,
  name: 'fan-out',
  title: `1 sender with 16 messages in flight, ${RECEIVERS} receivers`,
  measure: {
    kind: 'load',
    load: { ...load, pace: { kind: 'awaiting', inFlight: 16, until: 'delivered' } },
  },
};

/**
 * Nothing to put together: each message pays for all of its deliveries alone. At a fixed rate, so that both servers are equally busy:
 * a processor at full load delivers cheaper than one that wakes for each message.
 */
export const fanOutQuiet: Workload = {
  ...base,
  name: 'fan-out-quiet',
  title: `1 sender of 40 messages a second, ${RECEIVERS} receivers`,
  measure: {
    kind: 'load',
    load: { ...load, pace: { kind: 'rate', perSecond: 40 } },
  },
};
