/**
 * What the node says about itself to Prometheus. Counters of the hot path are plain numbers and become samples
 * only when somebody looks.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Telemetry } from '../../kernel/index.ts';
import type { Logger } from '../logging.ts';

type CounterName = Parameters<Telemetry['count']>[0];
type HistogramName = Parameters<Telemetry['observe']>[0];

const COUNTERS: Readonly<Record<CounterName, readonly [help: string, label?: string]>> = {
  commands: ['Commands received', 'command'],
  refusals: ['Commands refused', 'code'],
  commits: ['Group commits'],
  conflicts: ['Write sets decided anew', 'reason'],
  deliveries: ['Events handed to sessions'],
  signals: ['Signals handed to channels'],
  overruns: ['Sessions closed because they could not keep up'],
  recoveries: ['Resumes answered exactly'],
  recovery_misses: ['Resumes answered with a snapshot'],
  log_reads: ['Reads of the log for recovery'],
  gaps: ['Gaps in what the bus brought, healed from the log'],
  bus_dropped: ['Messages to other nodes that the bus was too busy or too far away for'],
  jobs_done: ['Jobs done', 'kind'],
  jobs_failed: ['Attempts at jobs that failed', 'kind'],
};

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const HISTOGRAMS: Readonly<
  Record<HistogramName, { name: string; help: string; buckets: number[]; scale: number }>
> = {
  command_ms: {
    name: 'parley_command_seconds',
    help: 'From arrival to answer',
    buckets: SECONDS,
    scale: 1000,
  },
  commit_ms: { name: 'parley_commit_seconds', help: 'One group commit', buckets: SECONDS, scale: 1000 },
  fanout_ms: {
    name: 'parley_fanout_seconds',
    help: 'One delivery to all sessions',
    buckets: SECONDS,
    scale: 1000,
  },
  job_ms: { name: 'parley_job_seconds', help: 'One attempt at a job', buckets: SECONDS, scale: 1000 },
  batch_size: {
    name: 'parley_commit_write_sets',
    help: 'Write sets of one group commit',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    scale: 1,
  },
};

/** Labels come from what clients send too: beyond this many they are counted together. */
const MAX_LABELS = 300;

type Reading = number | ReadonlyMap<string, number>;

export interface Metrics {
  readonly telemetry: Telemetry;
  /** A number read when somebody looks; with a label, one for each key of the map. What can't be read now is left out. */
  gauge(name: string, help: string, read: () => Reading | Promise<Reading>, label?: string): void;
  expose(): Promise<{ readonly type: string; readonly text: string }>;
}

export function createMetrics(log: Logger): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counts = new Map<CounterName, Map<string, number>>();
  for (const [name, [help, label]] of entries(COUNTERS)) {
    const values = new Map<string, number>();
    counts.set(name, values);
    const counter: Counter = new Counter({
      name: `parley_${name}_total`,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [registry],
      collect: () => {
        counter.reset();
        for (const [value, total] of values) {
          if (label === undefined) counter.inc(total);
          else counter.inc({ [label]: value }, total);
        }
      },
    });
  }
  const histograms = new Map(
    entries(HISTOGRAMS).map(([key, { name, help, buckets, scale }]) => [
      key,
      { scale, histogram: new Histogram({ name, help, buckets, registers: [registry] }) },
    ]),
  );

  return {
    telemetry: {
      count: (name, by = 1, label = '') => {
        const values = counts.get(name);
        if (!values) return;
        const key = values.has(label) || values.size < MAX_LABELS ? label : 'other';
        values.set(key, (values.get(key) ?? 0) + by);
      },
      observe: (name, value) => {
        const found = histograms.get(name);
        found?.histogram.observe(value / found.scale);
      },
      error: (what, cause) => log.error({ err: cause }, what),
    },
    gauge: (name, help, read, label) => {
      const gauge: Gauge = new Gauge({
        name: `parley_${name}`,
        help,
        labelNames: label === undefined ? [] : [label],
        registers: [registry],
        collect: async () => {
          gauge.reset();
          const now = await readable(read);
          if (now === null) gauge.remove();
          else if (typeof now === 'number') gauge.set(now);
          else if (label !== undefined) for (const [key, value] of now) gauge.set({ [label]: key }, value);
        },
      });
    },
    expose: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

/** Null when it can't be read: what else there is to see is still shown. */
async function readable(read: () => Reading | Promise<Reading>): Promise<Reading | null> {
  try {
    return await read();
  } catch {
    return null;
  }
}

/** `Object.entries` that keeps the keys' type: the tables above have no others. */
function entries<K extends string, V>(table: Readonly<Record<K, V>>): [K, V][] {
  return Object.entries(table) as [K, V][];
}
