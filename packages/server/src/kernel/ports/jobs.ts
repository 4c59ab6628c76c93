/**
 * The port to the queue of jobs: work that a write set causes, done after it is durable and never without it
 * (the transactional outbox). A job is done at least once; what it writes, exactly once.
 *
 * Guarantees an adapter gives (proved by `conformance/jobs.conformance.ts`), over every node of one database:
 * - J1  A job exists exactly when the write set that asked for it is durable.
 * - J2  A claimed job is nobody else's until its lease ends, by the time of the database.
 * - J3  What a job writes is durable together with its end, or not at all: `ended` is a statement of the same write set,
 *       and a conflict when the lease is no longer the caller's.
 * - J4  A job is there until it ended or was discarded: a claim that is never heard of again is given out anew.
 * - J5  Of one kind and name there is at most one job alive, whoever asks for it and however often. Its end and the next of
 *       its name may be one write set.
 */
import type { Statement } from './log.ts';

/** What proves that a job is the caller's. */
export interface Lease {
  readonly id: number;
  readonly token: string;
}

export interface ClaimedJob extends Lease {
  readonly kind: string;
  readonly data: string;
  /** 1 for the first time it is given out. */
  readonly attempt: number;
}

export interface Claim {
  readonly jobs: readonly ClaimedJob[];
  /** Milliseconds until another is due, by the database's time; null when none waits. 0 when there may be more now. */
  readonly nextInMs: number | null;
}

/** A job that was given up. */
export interface DeadJob {
  readonly id: number;
  readonly kind: string;
  readonly data: string;
  readonly attempts: number;
  /** Why the last attempt failed. */
  readonly error: string;
  /** Milliseconds since the Unix epoch. */
  readonly madeAt: number;
  readonly diedAt: number;
}

export interface JobCounts {
  /** Alive: waiting, or being done. */
  readonly waiting: number;
  readonly dead: number;
}

export interface Jobs {
  /** Up to `limit` due jobs of these kinds, each for `leaseMs` from now. */
  claim(kinds: readonly string[], limit: number, leaseMs: number): Promise<Claim>;
  /** False when the job is no longer the caller's. */
  extend(lease: Lease, leaseMs: number): Promise<boolean>;
  /** Conflicts when the job is no longer the caller's. */
  ended(lease: Lease): Statement;
  /** Gives it back, to be tried again after `afterMs`. False when it is no longer the caller's. */
  again(lease: Lease, afterMs: number, error: string): Promise<boolean>;
  /** Gives it up. False when it is no longer the caller's. */
  bury(lease: Lease, error: string): Promise<boolean>;
  /** The latest dead first, below `before` where that is given. */
  dead(before: number | null, limit: number): Promise<readonly DeadJob[]>;
  isDead(id: number): Promise<boolean>;
  /** Conflicts when there is no such dead job. */
  revived(id: number): Statement;
  /** Conflicts when there is no such dead job. */
  discarded(id: number): Statement;
  counts(): Promise<JobCounts>;
}
