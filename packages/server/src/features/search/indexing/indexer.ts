/**
 * Keeps the index up with what is said. Every node looks now and then whether a room is behind, by a read, and asks for the one
 * job that indexes; whichever node gets it works through the rooms in small write sets, between which others write. Sending a
 * message writes nothing for it.
 */
import { z } from 'zod';
import type { Clock } from '../../../kernel/index.ts';
import { type Commits, commitDecided, type Decided } from '../../../platform/db/commits.ts';
import type { Database } from '../../../platform/db/database.ts';
import { type JobDef, jobKind } from '../../../platform/jobs/definition.ts';
import { eventLoopLoad, type LoadMeter } from '../../../platform/load.ts';
import type { Logger } from '../../../platform/logging.ts';
import { readBehind } from '../store/feed.ts';
import type { SearchTables } from '../tables.ts';
import { Pace } from './pace.ts';
import { decideStep } from './step.ts';

export interface IndexerOptions {
  readonly db: Database;
  readonly commits: Commits;
  readonly clock: Clock;
  readonly log: Logger;
  /** How often it looks whether there is something to index. Default: a second. */
  readonly lookEveryMs?: number;
  /** Default: the event loop's. */
  readonly load?: LoadMeter;
}

const LOOK_EVERY_MS = 1_000;
/** Looking reads a row a room: where that takes long, it is done less often, and never later than people would wonder. */
const LOOKING_SHARE = 20;
const LOOK_LATEST = 3;
/** A job ends after this long and asks for the next one, so that a node that goes does not wait for it. */
const JOB_MS = 1_000;
const ROOMS_AT_ONCE = 20;
/** A long room lets the others have their turn. */
const STEPS_AT_ONCE = 20;

const INDEX = jobKind('search:index', z.object({}));
const THE_ONE = 'index';

export class Indexer {
  readonly #options: IndexerOptions;
  readonly #pace: Pace;
  #stopped = false;
  /** Whether the job is this node's just now. */
  #working = false;
  #cancel = (): void => {};

  constructor(options: IndexerOptions) {
    this.#options = options;
    this.#pace = new Pace(options.clock, options.load ?? eventLoopLoad());
  }

  readonly job: JobDef = INDEX.doneBy((_, { signal }) => this.#work(signal));

  start(): void {
    void this.#look();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    const { db, commits, clock, log, lookEveryMs = LOOK_EVERY_MS } = this.#options;
    const began = clock.monotonic();
    let tookMs = 0;
    try {
      const behind = this.#working ? [] : await readBehind(db.reader<SearchTables>(), 1);
      tookMs = clock.monotonic() - began;
      if (behind.length > 0) await commits.commit({ ...asked(), answer: { kind: 'json', json: '{}' } });
    } catch (cause) {
      if (!this.#stopped) log.warn({ err: cause }, 'looking for messages to index failed');
    }
    if (this.#stopped) return;
    const pauseMs = Math.min(lookEveryMs * LOOK_LATEST, Math.max(lookEveryMs, tookMs * LOOKING_SHARE));
    this.#cancel = clock.after(pauseMs, () => void this.#look());
  }

  async #work(signal: AbortSignal): Promise<Decided | null> {
    const { db, clock } = this.#options;
    this.#working = true;
    try {
      const until = clock.monotonic() + JOB_MS;
      const goesOn = () => !this.#stopped && !signal.aborted && clock.monotonic() < until;
      for (;;) {
        const behind = await readBehind(db.reader<SearchTables>(), ROOMS_AT_ONCE);
        if (behind.length === 0) return null;
        for (const { roomId } of behind) {
          if (!(await this.#index(roomId, goesOn))) return asked();
        }
      }
    } finally {
      this.#working = false;
    }
  }

  /** False when it was to end before the room had its turn. */
  async #index(roomId: string, goesOn: () => boolean): Promise<boolean> {
    const { db, commits, clock } = this.#options;
    for (let steps = 0; steps < STEPS_AT_ONCE; steps += 1) {
      if (!goesOn()) return false;
      const began = clock.monotonic();
      const { caughtUp, messages } = await commitDecided(commits, async () => {
        const step = await decideStep(db, roomId);
        const { caughtUp = true, messages = 0 } = step ?? {};
        return { write: step?.write ?? null, result: { caughtUp, messages } };
      });
      await this.#pace.after({ messages, tookMs: clock.monotonic() - began }, goesOn);
      if (caughtUp) return true;
    }
    return true;
  }
}

function asked(): Decided {
  return { expect: [], statements: [], appends: [], jobs: [INDEX.requestOnce(THE_ONE, {})] };
}
