/** Forgets, once a day, sign-ins and invitations that can't be used any more. */
import type { Clock } from '../../kernel/index.ts';
import { type Commits, commitDecided } from '../../platform/db/commits.ts';
import type { Logger } from '../../platform/logging.ts';
import type { EntryStore } from './entry-store.ts';
import type { LoginStore } from './login-store.ts';

const DAY_MS = 86_400_000;
/** Ended sign-ins stay visible this long. */
const KEEP_MS = 30 * DAY_MS;

export interface UpkeepDeps {
  readonly clock: Clock;
  readonly commits: Commits;
  readonly logins: LoginStore;
  readonly entries: EntryStore;
  readonly log: Logger;
}

/** Runs until the answer is called. */
export function startUpkeep({ clock, commits, logins, entries, log }: UpkeepDeps): () => void {
  let stopped = false;
  let cancel = clock.after(DAY_MS, run);

  function run(): void {
    const before = new Date(clock.now() - KEEP_MS).toISOString();
    const statements = [...logins.forgetLogins(before), entries.forgetInvites(before)];
    commitDecided(commits, async () => ({ write: { expect: [], statements, appends: [] }, result: null }))
      .catch((cause: unknown) => log.warn({ err: cause }, 'old sign-ins could not be forgotten'))
      .finally(() => {
        if (!stopped) cancel = clock.after(DAY_MS, run);
      });
  }

  return () => {
    stopped = true;
    cancel();
  };
}
