/**
 * Does jobs on this node: claims what is due, keeps the lease while it is being done, writes what it decided together with
 * its end, and gives it back with a pause when it failed. Between claims it sleeps until the next one is due, somebody
 * here made one, or another node may have.
 */
import type { ClaimedJob, Clock, Ids, Jobs, Telemetry } from '../../kernel/index.ts';
import type { Commits, Decided } from '../db/commits.ts';
import { backOffMs } from './back-off.ts';
import { Hopeless, type JobDef } from './definition.ts';

export interface JobRunnerOptions {
  readonly jobs: Jobs;
  readonly commits: Commits;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly telemetry: Telemetry;
  readonly kinds: readonly JobDef[];
}

const LEASE_MS = 60_000;
/** Two may be lost before the lease is. */
const EXTEND_EVERY_MS = LEASE_MS / 3;
const AT_ONCE = 8;
/** How long jobs that another node made may go unnoticed. */
const LOOK_EVERY_MS = 2_000;
/** How often a decision that met a conflict is made anew before the attempt counts as failed. */
const DECISIONS = 8;

interface Work {
  readonly kind: string;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #defs: ReadonlyMap<string, JobDef>;
  /** Kinds that share a limit: all that have none of their own first, so that nobody waits for the others. */
  readonly #groups: readonly Group[];
  readonly #underWay = new Map<number, Work>();
  #claiming: Promise<void> | null = null;
  /** Somebody asked for a claim while one was under way: what that one read may be too old. */
  #again = false;
  #stopped = false;
  #cancelSleep = (): void => {};

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#defs = new Map(options.kinds.map((def) => [def.kind, def]));
    this.#groups = groupsOf(options.kinds);
  }

  /** Jobs being done here. */
  get underWay(): number {
    return this.#underWay.size;
  }

  /** There may be jobs to do now. */
  wake(): void {
    if (this.#stopped || this.#defs.size === 0) return;
    if (this.#claiming) {
      this.#again = true;
      return;
    }
    this.#cancelSleep();
    this.#claiming = this.#claim().finally(() => {
      this.#claiming = null;
      if (!this.#again) return;
      this.#again = false;
      this.wake();
    });
  }

  /** Takes no more, and waits for what is under way; what is not done within `patienceMs` is left to others. */
  async stop(patienceMs: number): Promise<void> {
    this.#stopped = true;
    this.#cancelSleep();
    await this.#claiming;
    const works = [...this.#underWay.values()];
    const cancel = this.#options.clock.after(patienceMs, () => {
      for (const { abort } of works) abort.abort();
    });
    await Promise.all(works.map(({ done }) => done));
    cancel();
  }

  async #claim(): Promise<void> {
    const { jobs, telemetry } = this.#options;
    let next = LOOK_EVERY_MS;
    try {
      for (const { kinds, atOnce } of this.#groups) {
        const works = [...this.#underWay.values()].filter(({ kind }) => kinds.includes(kind));
        const free = Math.min(AT_ONCE - this.#underWay.size, atOnce - works.length);
        // Whoever ends next claims again.
        if (free <= 0) continue;
        const claim = await jobs.claim(kinds, free, LEASE_MS);
        for (const job of claim.jobs) this.#begin(job);
        if (claim.jobs.length < free) next = Math.min(next, claim.nextInMs ?? LOOK_EVERY_MS);
      }
      this.#sleep(next);
    } catch (cause) {
      telemetry.error('claiming jobs failed', cause);
      this.#sleep(LOOK_EVERY_MS);
    }
  }

  #sleep(ms: number): void {
    if (this.#stopped || this.#underWay.size === AT_ONCE) return;
    this.#cancelSleep = this.#options.clock.after(Math.min(ms, LOOK_EVERY_MS), () => this.wake());
  }

  #begin(job: ClaimedJob): void {
    const abort = new AbortController();
    // A lease that ended by a jump of the clock: the earlier one's end is a conflict.
    this.#underWay.get(job.id)?.abort.abort();
    const done = this.#do(job, abort).finally(() => {
      if (this.#underWay.get(job.id)?.abort !== abort) return;
      this.#underWay.delete(job.id);
      this.wake();
    });
    this.#underWay.set(job.id, { kind: job.kind, abort, done });
  }

  /** Never rejects. */
  async #do(job: ClaimedJob, abort: AbortController): Promise<void> {
    const { clock, telemetry } = this.#options;
    const def = this.#defs.get(job.kind);
    if (!def) return;
    const startedAt = clock.monotonic();
    const letGo = this.#holdLease(job, abort);
    try {
      await this.#decideAndWrite(def, job, abort.signal);
      telemetry.count('jobs_done', 1, job.kind);
    } catch (cause) {
      await this.#failed(def, job, cause, abort.signal);
    } finally {
      letGo();
      telemetry.observe('job_ms', clock.monotonic() - startedAt);
    }
  }

  async #decideAndWrite(def: JobDef, job: ClaimedJob, signal: AbortSignal): Promise<void> {
    const { commits, jobs } = this.#options;
    const data: unknown = JSON.parse(job.data);
    for (let decision = 1; decision <= DECISIONS; decision += 1) {
      const decided = (await def.run(data, { attempt: job.attempt, signal })) ?? NOTHING;
      signal.throwIfAborted();
      const statements = [...decided.statements, jobs.ended(job)];
      const settlement = await commits.commit({ ...decided, statements, answer: NO_ANSWER });
      switch (settlement.kind) {
        case 'committed':
          return;
        case 'failed':
        case 'unavailable':
          throw settlement.cause;
        default:
          // Either what it was decided on has changed, or the job is another's by now.
          if (!(await jobs.extend(job, LEASE_MS))) throw new LeaseLost();
      }
    }
    throw new Error('others change the same things all the time');
  }

  async #failed(def: JobDef, job: ClaimedJob, cause: unknown, signal: AbortSignal): Promise<void> {
    const { jobs, ids, telemetry } = this.#options;
    if (cause instanceof LeaseLost) return;
    try {
      // Cut off by this node's own end: nobody's fault, and nothing to wait for.
      if (signal.aborted) {
        await jobs.again(job, 0, 'cut off');
        return;
      }
      telemetry.count('jobs_failed', 1, job.kind);
      telemetry.error(`${job.kind} failed (attempt ${job.attempt})`, cause);
      const error = cause instanceof Error ? cause.message : String(cause);
      if (cause instanceof Hopeless || job.attempt >= def.attempts) await jobs.bury(job, error);
      else await jobs.again(job, backOffMs(job.attempt, ids.random()), error);
    } catch (broken) {
      // Its lease ends by itself.
      telemetry.error('a job could not be given back', broken);
    }
  }

  /** Extends the lease until the answer is called; aborts when it can't be kept. */
  #holdLease(job: ClaimedJob, abort: AbortController): () => void {
    const { clock, jobs, telemetry } = this.#options;
    let ended = false;
    let keptUntil = clock.monotonic() + LEASE_MS;
    let cancel = (): void => {};
    const later = () => {
      if (!ended) cancel = clock.after(EXTEND_EVERY_MS, () => void extend());
    };
    const extend = async () => {
      const asked = clock.monotonic();
      try {
        if (await jobs.extend(job, LEASE_MS)) keptUntil = asked + LEASE_MS;
        else abort.abort(new LeaseLost());
      } catch (cause) {
        telemetry.error('extending a lease failed', cause);
        if (clock.monotonic() >= keptUntil) abort.abort(new LeaseLost());
      }
      later();
    };
    later();
    return () => {
      ended = true;
      cancel();
    };
  }
}

interface Group {
  readonly kinds: readonly string[];
  readonly atOnce: number;
}

function groupsOf(defs: readonly JobDef[]): readonly Group[] {
  const unlimited = defs.filter(({ atOnce }) => atOnce === undefined).map(({ kind }) => kind);
  return [
    ...(unlimited.length === 0 ? [] : [{ kinds: unlimited, atOnce: AT_ONCE }]),
    ...defs.flatMap(({ kind, atOnce }) => (atOnce === undefined ? [] : { kinds: [kind], atOnce })),
  ];
}

class LeaseLost extends Error {
  constructor() {
    super('the job is no longer this node’s');
  }
}

const NOTHING: Decided = { expect: [], statements: [], appends: [] };
const NO_ANSWER = { kind: 'json', json: '{}' } as const;
