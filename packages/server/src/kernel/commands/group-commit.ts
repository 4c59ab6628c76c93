/**
 * Group commit: write sets that arrive while a commit is under way go together in the next one.
 *
 * Order: settlements are called in batch order, all of them before `publish`, so that an answer is queued before
 * the event it caused. After a conflict every later write set of its lane, in this batch or still waiting, is
 * settled as `held`, in order.
 */
import { sealed, type WireEvent } from '../log/event.ts';
import type { Clock } from '../ports/clock.ts';
import type { CommitOutcome, Log, WriteSet } from '../ports/log.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import { CommitPace } from './commit-pace.ts';

/** A sealed event with the version its channel's rights have after it. */
export interface Committed {
  readonly event: WireEvent;
  readonly aclVersion: number;
}

export type Settlement =
  | { readonly kind: 'committed'; readonly events: readonly Committed[]; readonly answer: string }
  | Exclude<CommitOutcome, { kind: 'committed' }>
  /** The store could not commit, or was not asked to; nothing of it is durable. */
  | { readonly kind: 'unavailable'; readonly cause: unknown };

interface Waiting {
  readonly set: WriteSet;
  readonly settle: (settlement: Settlement) => void;
}

/** Bounds how long one batch holds the writer. */
const MAX_BATCH = 1024;
/**
 * A commit under way for longer is stuck, and who waits behind it is refused instead: that nothing of theirs is durable
 * is certain. Those in it have no true answer before it ends.
 */
const STUCK_AFTER_MS = 10_000;
export interface GroupCommitOptions {
  readonly log: Log;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** Least time from the start of one commit to the next while several write at once; 0: none. A lone writer never waits. */
  readonly spacingMs: number;
  /** Receives the events of a batch in order, after all of its settlements. */
  readonly publish: (events: readonly Committed[]) => void;
  /** Jobs became durable; after `publish`. */
  readonly onJobs: () => void;
}

export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #stuck = false;
  readonly #pace: CommitPace;
  /** Lets the next commit start, where it waits for its time. */
  #go: (() => void) | null = null;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#pace = new CommitPace(options.clock, options.spacingMs);
  }

  submit(set: WriteSet, settle: (settlement: Settlement) => void): void {
    if (this.#waiting.push({ set, settle }) === 1) this.#pace.begun();
    if (this.#stuck) void Promise.resolve().then(() => this.#refuseWaiting());
    if (this.#go && this.#pace.isEnough(this.#waiting.length)) this.#go();
    this.#running ??= Promise.resolve().then(() => this.#run());
  }

  /** Resolves when nothing is under way or waiting. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#paced();
      const batch = this.#waiting.splice(0, MAX_BATCH);
      await this.#commit(batch);
    }
    this.#running = null;
  }

  /** Waits until the next commit may start. */
  #paced(): Promise<void> {
    const { waitMs } = this.#pace;
    if (waitMs <= 0 || this.#pace.isEnough(this.#waiting.length)) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(waitMs, () => this.#go?.());
      this.#go = () => {
        cancel();
        this.#go = null;
        resolve();
      };
    });
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const { log, clock, telemetry, publish, onJobs } = this.#options;
    const started = clock.monotonic();
    this.#pace.started(batch.length);
    const cancel = clock.after(STUCK_AFTER_MS, () => {
      telemetry.error('a commit is stuck', new Error(`it is under way for ${STUCK_AFTER_MS / 1000} s`));
      this.#stuck = true;
      this.#refuseWaiting();
    });
    let outcomes: readonly CommitOutcome[];
    try {
      outcomes = await log.commit(batch.map((waiting) => waiting.set));
    } catch (cause) {
      telemetry.error('commit failed', cause);
      for (const waiting of batch) this.#settle(waiting, { kind: 'unavailable', cause });
      return;
    } finally {
      cancel();
      this.#stuck = false;
    }
    telemetry.count('commits');
    telemetry.observe('commit_ms', clock.monotonic() - started);
    telemetry.observe('batch_size', batch.length);
    const published: Committed[] = [];
    const conflicted = new Set<string>();
    let madeJobs = false;
    batch.forEach((waiting, index) => {
      const outcome = outcomes[index];
      if (!outcome) throw new Error('the log answered fewer outcomes than write sets');
      if (outcome.kind === 'conflict' && waiting.set.lane !== undefined) conflicted.add(waiting.set.lane);
      const settlement = outcome.kind === 'committed' ? committed(waiting.set, outcome, log.epoch) : outcome;
      if (settlement.kind === 'committed') {
        published.push(...settlement.events);
        madeJobs ||= waiting.set.jobs !== undefined;
      }
      this.#settle(waiting, settlement);
    });
    this.#holdBack(conflicted);
    if (published.length > 0) publish(published);
    if (madeJobs) onJobs();
  }

  #refuseWaiting(): void {
    if (!this.#stuck) return;
    const cause = new Error('an earlier commit is stuck');
    for (const waiting of this.#waiting.splice(0)) this.#settle(waiting, { kind: 'unavailable', cause });
  }

  /** Takes waiting write sets of conflicted lanes out again: they are decided anew after the conflicted one. */
  #holdBack(lanes: ReadonlySet<string>): void {
    if (lanes.size === 0) return;
    const isHeld = ({ set }: Waiting) => set.lane !== undefined && lanes.has(set.lane);
    const held = this.#waiting.filter(isHeld);
    if (held.length === 0) return;
    this.#waiting = this.#waiting.filter((waiting) => !isHeld(waiting));
    for (const waiting of held) this.#settle(waiting, { kind: 'held' });
  }

  /** A settlement that throws must not take the rest of its batch with it. */
  #settle(waiting: Waiting, settlement: Settlement): void {
    try {
      waiting.settle(settlement);
    } catch (cause) {
      this.#options.telemetry.error('settling a command failed', cause);
    }
  }
}

function committed(
  set: WriteSet,
  outcome: Extract<CommitOutcome, { kind: 'committed' }>,
  epoch: string,
): Extract<Settlement, { kind: 'committed' }> {
  const events = set.appends.map((append, index) => ({
    event: sealed(append, at(outcome.seqs, index), epoch),
    aclVersion: at(outcome.aclVersions, index),
  }));
  const { answer } = set;
  if (answer.kind === 'json') return { kind: 'committed', events, answer: answer.json };
  const wrapped = events[answer.append];
  if (!wrapped) throw new Error(`the answer wraps append ${answer.append}, which is not there`);
  return { kind: 'committed', events, answer: `{${JSON.stringify(answer.key)}:${wrapped.event.data}}` };
}

function at(numbers: readonly number[], index: number): number {
  const value = numbers[index];
  if (value === undefined) throw new Error('the log answered fewer seqs than appends');
  return value;
}
