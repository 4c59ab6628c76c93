/** What the kernel says about itself. Implementations never throw and never block. */

export interface Telemetry {
  /** Adds to a counter. */
  count(name: CounterName, by?: number, label?: string): void;
  /** Records one duration in milliseconds or one size, as the name says. */
  observe(name: HistogramName, value: number): void;
  /** Something failed that the client was told nothing specific about; `cause` is for the log alone. */
  error(what: string, cause: unknown): void;
}

export type CounterName =
  | 'commands'
  | 'refusals'
  | 'commits'
  | 'conflicts'
  | 'deliveries'
  | 'signals'
  | 'overruns'
  | 'recoveries'
  | 'recovery_misses'
  | 'log_reads'
  | 'gaps'
  | 'bus_dropped'
  | 'jobs_done'
  | 'jobs_failed';

export type HistogramName = 'command_ms' | 'commit_ms' | 'batch_size' | 'fanout_ms' | 'job_ms';
