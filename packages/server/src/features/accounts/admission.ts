/** The doors people come in by: open or by invitation, the set-up link, the configuration. */
import { refuse } from '../../kernel/index.ts';
import { digestOf } from '../../platform/auth/secrets.ts';
import type { AccountsConfig } from './config.ts';
import type { EntryStore } from './entry-store.ts';
import type { Invites } from './invites.ts';
import type { Admission } from './registration.ts';

/** Registering. Where it is open, a good invitation still gives its role; nobody becomes owner this way. */
export function byRegistering(
  mode: AccountsConfig['registration'],
  invite: string | undefined,
  invites: Invites,
): Admission {
  return async () => {
    if (mode === 'closed') refuse('FORBIDDEN', 'Registration is closed here. Ask an administrator.');
    if (invite !== undefined && invite !== '') {
      const { role, statement } = await invites.using(invite);
      return { role, statements: [statement] };
    }
    if (mode === 'invite') {
      refuse('FORBIDDEN', 'You need an invitation to register here. Ask somebody who has an account.', {
        details: [{ path: 'invite', message: 'is needed' }],
      });
    }
    return { role: 'member', statements: [] };
  };
}

/** Set-up: whoever has the link becomes owner, as long as there never was one. */
export function bySetupCode(code: string, entries: EntryStore): Admission {
  return async (userId, at) => {
    if (await entries.hasOwner()) refuse('CONFLICT', 'This server is set up already. Sign in instead.');
    if (!(await entries.hasSetupCode(digestOf(code)))) {
      refuse('FORBIDDEN', 'This set-up link isn’t good. Use the one the server printed when it started.');
    }
    return { role: 'owner', statements: entries.firstOwner(userId, at) };
  };
}

/** The owner named in the configuration. */
export function byConfiguration(entries: EntryStore): Admission {
  return async (userId, at) => {
    if (await entries.hasOwner()) refuse('CONFLICT', 'There is an owner already.');
    return { role: 'owner', statements: entries.firstOwner(userId, at) };
  };
}
