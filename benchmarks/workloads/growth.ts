/** What many more who listen change for each of them: the CPU of a delivery, and memory. */
import { ratioOf } from './compared.ts';
import { CPU_PER_MILLION, KILOBYTES_EACH } from './figures.ts';
import type { Workload } from './workload.ts';

const PEOPLE = 1_000;
const SOCKETS_EACH = 5;
const MANY = PEOPLE * SOCKETS_EACH;
const FEW = 100;

const CPU_GROWTH = ratioOf(CPU_PER_MILLION, `CPU a delivery, ${MANY} receivers over ${FEW}`);

/** No steeper than Node itself: what `ws` pays more for a write when there are many sockets, everybody pays. */
export const growth: Workload = {
  name: 'growth',
  title: `1 sender with 16 messages in flight, ${FEW} receivers and then ${MANY}, itself among them`,
  targets: ['parley', 'ws'],
  cast: { members: PEOPLE, rooms: 1, socketsEach: SOCKETS_EACH },
  measure: {
    kind: 'compared',
    base: { members: FEW, rooms: 1 },
    what: {
      kind: 'load',
      load: {
        senders: 1,
        pace: { kind: 'awaiting', inFlight: 16, until: 'delivered' },
        warmSeconds: 6,
        seconds: 5,
        contentBytes: 150,
        checkedClients: 5,
      },
    },
    ratios: [CPU_GROWTH],
  },
  bars: [{ figure: CPU_GROWTH, against: 'ws', limit: { kind: 'at most', value: 1 } }],
};

const MEMORY_GROWTH = ratioOf(KILOBYTES_EACH, `memory a socket, ${MANY} over ${PEOPLE}`);

export const memoryGrowth: Workload = {
  name: 'memory-growth',
  title: `${PEOPLE} sockets that follow a room and say nothing, and then ${MANY}`,
  targets: ['parley'],
  cast: { members: PEOPLE, rooms: 1, socketsEach: SOCKETS_EACH },
  measure: {
    kind: 'compared',
    base: { members: PEOPLE, rooms: 1 },
    what: { kind: 'idle' },
    ratios: [MEMORY_GROWTH],
  },
  bars: [{ figure: MEMORY_GROWTH, against: null, limit: { kind: 'at most', value: 1.2 } }],
};
