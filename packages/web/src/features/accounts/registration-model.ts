/** What can be said of a registration before the server is asked, and how the server's complaints map to fields. */
import { errorOf } from '../../app/errors.ts';

export interface RegistrationDraft {
  readonly displayName: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

export type RegistrationField = keyof RegistrationDraft;
/** Field -> key of what is wrong, under `accounts:problem`. */
export type Problems = Partial<Record<RegistrationField, string>>;

const USERNAME = /^[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?$/i;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const FIELDS: readonly RegistrationField[] = ['displayName', 'username', 'email', 'password'];

export function problemsOf(draft: RegistrationDraft): Problems {
  const problems: Problems = {};
  if (!USERNAME.test(draft.username)) problems.username = 'username';
  if (!EMAIL.test(draft.email)) problems.email = 'email';
  if ([...draft.password].length < 8) problems.password = 'password';
  if (draft.displayName.trim().length > 80) problems.displayName = 'displayName';
  return problems;
}

/** The fields a refusal is about; empty when it is about something else. */
export function problemsFrom(error: unknown): Problems {
  if (error === null || error === undefined) return {};
  const { code, details } = errorOf(error);
  const problems: Problems = {};
  for (const field of FIELDS) {
    if (!details.some((detail) => detail.path === field)) continue;
    problems[field] =
      code === 'CONFLICT' && (field === 'username' || field === 'email') ? `${field}Taken` : field;
  }
  return problems;
}

/** A username proposed from a name: what is left of it that a username may hold. */
export function proposedUsername(displayName: string): string {
  return displayName
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+|\.+$/g, '')
    .slice(0, 32)
    .replace(/\.+$/, '');
}
