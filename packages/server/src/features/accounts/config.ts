/** This feature's slice of the environment, checked at start. */
import { DisplayName, Email, Password, Username } from '@parley/contract/features/accounts/model';
import { z } from 'zod';
import { amount, optional, readSlice, WrongConfiguration } from '../../platform/config/variables.ts';
import type { Env } from '../../platform/feature.ts';

const secret = optional(z.string().min(32, 'must have at least 32 characters'));

const Variables = z.object({
  REGISTRATION: optional(z.enum(['invite', 'open', 'closed'], 'must be invite, open or closed')),
  OWNER_USERNAME: optional(Username),
  OWNER_EMAIL: optional(Email),
  OWNER_PASSWORD: optional(Password),
  OWNER_NAME: optional(DisplayName),
  JWT_SECRET: secret,
  JWT_SECRET_PREVIOUS: secret,
  LIMIT_LOGIN_FAILURES: amount(5),
  LIMIT_LOGIN_ADDRESS_FAILURES: amount(50),
  LIMIT_REGISTRATIONS_PER_SECOND: amount(1, 0, 'any'),
  LIMIT_REGISTRATIONS_BURST: amount(200),
});

export interface OwnerAccount {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly displayName: string | undefined;
}

export interface AccountsConfig {
  readonly registration: 'invite' | 'open' | 'closed';
  /** The owner to make at first start. */
  readonly owner: OwnerAccount | null;
  /** Set where several nodes share one deployment: the first signs, the second still verifies. */
  readonly secrets: readonly [string, ...string[]] | null;
  /** Wrong passwords before delays begin; 0 = no limit. */
  readonly loginFailures: { readonly perName: number; readonly perAddress: number };
  /** Per address, also for set-up; 0 = no limit. */
  readonly registrations: { readonly perSecond: number; readonly burst: number };
}

/** Throws `WrongConfiguration`. */
export function accountsConfig(env: Env): AccountsConfig {
  const set = readSlice(Variables, env);
  return {
    registration: set.REGISTRATION ?? 'invite',
    owner: ownerOf(set),
    secrets: secretsOf(set),
    loginFailures: { perName: set.LIMIT_LOGIN_FAILURES, perAddress: set.LIMIT_LOGIN_ADDRESS_FAILURES },
    registrations: { perSecond: set.LIMIT_REGISTRATIONS_PER_SECOND, burst: set.LIMIT_REGISTRATIONS_BURST },
  };
}

type Parsed = z.output<typeof Variables>;

function ownerOf(set: Parsed): OwnerAccount | null {
  const { OWNER_USERNAME: username, OWNER_EMAIL: email, OWNER_PASSWORD: password } = set;
  if (username !== undefined && email !== undefined && password !== undefined) {
    return { username, email, password, displayName: set.OWNER_NAME };
  }
  if (username === undefined && email === undefined && password === undefined) return null;
  throw new WrongConfiguration([
    'OWNER_USERNAME, OWNER_EMAIL and OWNER_PASSWORD make the owner together: set all three or none',
  ]);
}

function secretsOf(set: Parsed): readonly [string, ...string[]] | null {
  const { JWT_SECRET: current, JWT_SECRET_PREVIOUS: previous } = set;
  if (current !== undefined) return previous === undefined ? [current] : [current, previous];
  if (previous === undefined) return null;
  throw new WrongConfiguration(['JWT_SECRET_PREVIOUS needs JWT_SECRET, the secret that replaced it']);
}
