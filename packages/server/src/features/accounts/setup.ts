/** First start: makes the owner named in the configuration, or a code whose link makes whoever opens it the owner. */
import { type Clock, Refused } from '../../kernel/index.ts';
import { digestOf, newCode } from '../../platform/auth/secrets.ts';
import { type Commits, commitDecided } from '../../platform/db/commits.ts';
import { byConfiguration } from './admission.ts';
import type { OwnerAccount } from './config.ts';
import type { EntryStore } from './entry-store.ts';
import type { Registration } from './registration.ts';

export interface SetupDeps {
  readonly clock: Clock;
  readonly commits: Commits;
  readonly entries: EntryStore;
  readonly registration: Registration;
}

/** The set-up code while the server has no owner, else null. Codes of earlier starts stay good until then. */
export async function firstStart(deps: SetupDeps, owner: OwnerAccount | null): Promise<string | null> {
  const { clock, commits, entries, registration } = deps;
  if (await entries.hasOwner()) return null;
  if (owner !== null) {
    await createOwner(registration, entries, owner);
    return null;
  }
  const code = newCode();
  const at = new Date(clock.now()).toISOString();
  await commitDecided(commits, async () => ({
    write: { expect: [], statements: [entries.insertSetupCode(digestOf(code), at)], appends: [] },
    result: null,
  }));
  return code;
}

async function createOwner(
  registration: Registration,
  entries: EntryStore,
  owner: OwnerAccount,
): Promise<void> {
  try {
    await registration.create(owner, byConfiguration(entries));
  } catch (cause) {
    // Another node that started at the same time was first.
    if (cause instanceof Refused && (await entries.hasOwner())) return;
    if (!(cause instanceof Refused)) throw cause;
    throw new Error(
      `The owner ${owner.username} can’t be made: ${cause.message} Change OWNER_… and start again.`,
      {
        cause,
      },
    );
  }
}
