/** Keeps when people were last here: gathered, then written together, so that a thousand who leave are one commit. */
import type { Clock } from '../../kernel/index.ts';
import { type Commits, commitDecided } from '../../platform/db/commits.ts';
import type { Logger } from '../../platform/logging.ts';
import type { AccountsStore } from './store.ts';

const GATHER_MS = 1000;
const MAX_ROWS = 500;

export interface LastSeen {
  /** `at` is ISO 8601. Returns at once; an older time never replaces a newer one. */
  note(userId: string, at: string): void;
  /** Writes what was gathered. Never rejects: what can't be written is kept for the next time. */
  flush(): Promise<void>;
}

export function lastSeen(clock: Clock, commits: Commits, users: AccountsStore, log: Logger): LastSeen {
  const gathered = new Map<string, string>();
  let cancel: (() => void) | null = null;

  function note(userId: string, at: string): void {
    const known = gathered.get(userId);
    if (known === undefined || known < at) gathered.set(userId, at);
    cancel ??= clock.after(GATHER_MS, () => void flush());
  }

  async function flush(): Promise<void> {
    cancel?.();
    cancel = null;
    while (gathered.size > 0) {
      const rows = [...gathered].slice(0, MAX_ROWS);
      for (const [userId] of rows) gathered.delete(userId);
      const statements = rows.map(([userId, at]) => users.seen(userId, at));
      try {
        await commitDecided(commits, async () => ({
          write: { expect: [], statements, appends: [] },
          result: null,
        }));
      } catch (cause) {
        log.warn({ err: cause }, 'last seen could not be written');
        for (const [userId, at] of rows) if (!gathered.has(userId)) gathered.set(userId, at);
        return;
      }
    }
  }

  return { note, flush };
}
