/** What a feature says about work that happens later: what it is told, and who does it. */
import type { z } from 'zod';
import type { NewJob } from '../../kernel/index.ts';
import type { Decided } from '../db/commits.ts';

/** The job under way. */
export interface JobContext {
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborted when the job is no longer this node's: it goes, or it was too slow. What is decided then is not written. */
  readonly signal: AbortSignal;
}

/**
 * Does one job and decides what to write for it, or null; that is written together with the job's end. It may be called
 * again for the same job, at any time and on any node: what it does elsewhere than in the database must bear that.
 */
export type DoJob<D> = (data: D, context: JobContext) => Promise<Decided | null>;

export interface JobDef {
  readonly kind: string;
  /** Tries before it counts as dead. */
  readonly attempts: number;
  /** How many of its kind a node does side by side; absent: as many as of all. For what waits for others outside. */
  readonly atOnce?: number;
  /** `data` as it was stored. Throws what the data is not fit for. */
  run(data: unknown, context: JobContext): Promise<Decided | null>;
}

export interface JobKind<D> {
  readonly kind: string;
  /** To be put into a write set. `dueAt` in milliseconds since the Unix epoch; absent: at once. */
  request(data: D, dueAt?: number): NewJob;
  /** The same, unless one of this name is alive. Who asks while it is being done asks again when that should count. */
  requestOnce(name: string, data: D): NewJob;
  doneBy(run: DoJob<D>): JobDef;
}

const ATTEMPTS = 8;

/** `kind` is `<feature>:<what>`; `schema` is held against what was stored, which an earlier version may have written. */
export function jobKind<S extends z.ZodType>(
  kind: string,
  schema: S,
  { attempts = ATTEMPTS, ...limits }: { readonly attempts?: number; readonly atOnce?: number } = {},
): JobKind<z.output<S>> {
  return {
    kind,
    request: (data, dueAt) => {
      const job = { kind, data: JSON.stringify(data) };
      return dueAt === undefined ? job : { ...job, dueAt: Math.ceil(dueAt) };
    },
    requestOnce: (name, data) => ({ kind, data: JSON.stringify(data), name }),
    doneBy: (run) => ({
      kind,
      attempts,
      ...limits,
      run: async (data, context) => {
        const parsed = schema.safeParse(data);
        if (!parsed.success) throw new Hopeless('the job is not of the shape its kind has', parsed.error);
        return run(parsed.data, context);
      },
    }),
  };
}

/** Thrown by a job that no other try would help: it is dead at once. */
export class Hopeless extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Hopeless';
  }
}
