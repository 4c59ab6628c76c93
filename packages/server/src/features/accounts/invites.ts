/** Invitations: a link that lets so many people register, with a role, until it ends. */
import type { Role } from '@parley/contract/features/accounts/model';
import { type Clock, refuse, type Statement } from '../../kernel/index.ts';
import { digestOf, newCode } from '../../platform/auth/secrets.ts';
import type { EntryStore } from './entry-store.ts';
import { roleOf } from './policy.ts';

const DAY_MS = 86_400_000;

export interface InviteRequest {
  readonly role: Role;
  readonly days: number;
  readonly uses: number;
  readonly createdBy: string;
}

export interface MadeInvite {
  /** Names it, and opens nothing. */
  readonly id: string;
  readonly code: string;
  readonly expiresAt: string;
  readonly statement: Statement;
}

export interface Invites {
  making(request: InviteRequest): MadeInvite;
  /** What using it gives and writes. Refuses with FORBIDDEN what isn't good, and doesn't say why it isn't. */
  using(code: string): Promise<{ readonly role: Role; readonly statement: Statement }>;
}

export function createInvites(clock: Clock, entries: EntryStore): Invites {
  return {
    making({ role, days, uses, createdBy }) {
      const code = newCode();
      const expiresAt = new Date(clock.now() + days * DAY_MS).toISOString();
      const hash = digestOf(code);
      const statement = entries.insertInvite({
        hash,
        role,
        uses_left: uses,
        expires_at: expiresAt,
        created_by: createdBy,
        created_at: new Date(clock.now()).toISOString(),
      });
      return { id: hash, code, expiresAt, statement };
    },

    async using(code) {
      const hash = digestOf(code);
      const invite = await entries.invite(hash);
      const good =
        invite !== undefined && invite.uses_left > 0 && clock.now() < Date.parse(invite.expires_at);
      if (!good) {
        return refuse('FORBIDDEN', 'This invitation is no longer good. Ask for a new one.', {
          details: [{ path: 'invite', message: 'not a good invitation' }],
        });
      }
      return { role: roleOf(invite.role), statement: entries.useInvite(hash) };
    },
  };
}
