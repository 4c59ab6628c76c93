/** Which rooms somebody may read, as a condition of queries over many of them: `mayRead` of policy.ts in SQL. */
import type { Role } from '@parley/contract/features/accounts/model';
import { type RawBuilder, sql } from 'kysely';

export interface Reader {
  readonly userId: string;
  readonly role: Role;
  /** ISO 8601: bans that ended before it count no more. */
  readonly now: string;
}

/** A select of their ids, in parentheses: to stand behind `in`. */
export function readableRoomIds({ userId, role, now }: Reader): RawBuilder<string> {
  const mine = sql`select room_id from room_members where user_id = ${userId}`;
  if (role === 'guest') return sql`(${mine})`;
  const banned = sql`select room_id from room_sanctions where user_id = ${userId} and kind = 'ban'
    and (until is null or until > ${now})`;
  return sql`(${mine} union select id from rooms where visibility = 'public' and id not in (${banned}))`;
}
