/**
 * On few cores more nodes can't show more throughput, so what is held is their cost: the CPU of all nodes for a delivery
 * against that of one node. What the database and Redis take is shown beside and is nobody's bar. One node on SQLite
 * does the database's work itself, so that ratio flatters the cluster; the one on PostgreSQL does not.
 *
 * Socket.IO's cluster puts on Redis what Parley's nodes do, so against that one Redis counts on both sides. It keeps nothing,
 * and so has no database to show beside.
 */
import { CPU_PER_MILLION, CPU_WITH_REDIS_PER_MILLION } from './figures.ts';
import type { Bar } from './workload.ts';

const MOST = { kind: 'at most', value: 1.5 } as const;

export const CLUSTER_BARS: readonly Bar[] = [
  { figure: CPU_PER_MILLION, of: 'parley-cluster', against: 'parley-postgres', limit: MOST },
  { figure: CPU_PER_MILLION, of: 'parley-cluster', against: 'parley', limit: MOST },
  {
    figure: CPU_WITH_REDIS_PER_MILLION,
    of: 'parley-cluster',
    against: 'socketio-redis',
    limit: { kind: 'at most', value: 0.5 },
  },
];
