/** The rows of this feature. Times are ISO 8601 text, flags 0 or 1; secrets are kept as digests only. */
import type { ChannelTables } from '../../platform/db/database.ts';

export interface UserTable {
  id: string;
  username: string;
  /** Lower-cased: what is unique and what people are ordered by. */
  username_key: string;
  email: string;
  email_key: string;
  display_name: string;
  /** Lower-cased, for searching. */
  display_key: string;
  password_hash: string;
  role: string;
  avatar_url: string | null;
  locale: string | null;
  disabled: number;
  last_seen_at: string | null;
  /** A status of one's own: a text, an emoji or both, until a time or until it is cleared. */
  status_text: string | null;
  status_emoji: string | null;
  status_until: string | null;
  dnd: number;
  dnd_until: string | null;
  created_at: string;
  /** JSON of a `Sanction`, which may have ended. */
  muted: string | null;
  banned: string | null;
}

/** One sign-in of one browser or device: what a session belongs to and what signing out ends. */
export interface LoginTable {
  id: string;
  user_id: string;
  created_at: string;
  used_at: string;
  expires_at: string;
  user_agent: string;
  address: string;
  ended_at: string | null;
  reason: string | null;
}

export interface RefreshTokenTable {
  hash: string;
  login_id: string;
  created_at: string;
  used_at: string | null;
  successor_hash: string | null;
}

export interface InviteTable {
  hash: string;
  role: string;
  uses_left: number;
  expires_at: string;
  created_by: string;
  created_at: string;
}

export interface SetupCodeTable {
  hash: string;
  created_at: string;
}

/** Facts of which there is at most one: `owner` is there once the first owner was made. */
export interface AccountFactTable {
  name: string;
  value: string;
  at: string;
}

export interface AccountsTables extends ChannelTables {
  users: UserTable;
  logins: LoginTable;
  refresh_tokens: RefreshTokenTable;
  invites: InviteTable;
  setup_codes: SetupCodeTable;
  account_facts: AccountFactTable;
}
