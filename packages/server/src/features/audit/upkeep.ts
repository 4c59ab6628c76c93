/** Forgets, once a day, entries older than they are to be kept. */
import type { Clock } from '../../kernel/index.ts';
import { type Commits, commitDecided } from '../../platform/db/commits.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/logging.ts';
import { forgetEntries } from './store.ts';
import type { AuditTables } from './tables.ts';

const DAY_MS = 86_400_000;

export interface UpkeepDeps {
  readonly clock: Clock;
  readonly commits: Commits;
  readonly db: Database;
  readonly log: Logger;
}

/** Runs until the answer is called; `keepDays` is at least one. */
export function startUpkeep({ clock, commits, db, log }: UpkeepDeps, keepDays: number): () => void {
  let stopped = false;
  let cancel = clock.after(DAY_MS, run);

  function run(): void {
    const before = new Date(clock.now() - keepDays * DAY_MS).toISOString();
    const statements = [forgetEntries(db.builder<AuditTables>(), before)];
    commitDecided(commits, async () => ({ write: { expect: [], statements, appends: [] }, result: null }))
      .catch((cause: unknown) =>
        log.warn({ err: cause }, 'old entries of the audit log could not be forgotten'),
      )
      .finally(() => {
        if (!stopped) cancel = clock.after(DAY_MS, run);
      });
  }

  return () => {
    stopped = true;
    cancel();
  };
}
