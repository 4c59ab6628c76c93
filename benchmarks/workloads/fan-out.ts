/** One sender, a thousand sockets in the room. */
import { CPU_PER_MILLION, DELIVERY_P50 } from './figures.ts';
import type { Workload } from './workload.ts';

const RECEIVERS = 1000;
const IN_FLIGHT = 64;

const base = {
  targets: ['parley', 'socketio', 'ws', 'nchan'],
  cast: { members: RECEIVERS + 1, rooms: 1 },
} as const;

const load = { senders: 1, seconds: 6, contentBytes: 150, checkedClients: 5 } as const;

export const fanOut: Workload = {
  ...base,
  name: 'fan-out',
  title: `1 sender with ${IN_FLIGHT} messages in flight, ${RECEIVERS} receivers`,
  measure: {
    kind: 'load',
    load: { ...load, warmSeconds: 8, pace: { kind: 'awaiting', inFlight: IN_FLIGHT, until: 'delivered' } },
  },
  bars: [
    { figure: CPU_PER_MILLION, against: 'socketio', limit: { kind: 'at most', value: 0.05 } },
    { figure: CPU_PER_MILLION, against: 'nchan', limit: { kind: 'at most', value: 0.15 } },
  ],
};

/** Nothing to put together: each message pays for all of its deliveries alone, and the next waits for the last of them. */
export const fanOutQuiet: Workload = {
  ...base,
  name: 'fan-out-quiet',
  title: `1 sender with 1 message in flight, ${RECEIVERS} receivers`,
  measure: {
    kind: 'load',
    // So few messages take longer until the code of a command is compiled.
    load: { ...load, warmSeconds: 12, pace: { kind: 'awaiting', inFlight: 1, until: 'delivered' } },
  },
  bars: [
    { figure: CPU_PER_MILLION, against: 'ws', limit: { kind: 'at most', value: 1.2 } },
    { figure: DELIVERY_P50, against: 'socketio', limit: { kind: 'at most', value: 1 } },
  ],
};
