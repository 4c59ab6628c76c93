/** Which rooms somebody may read, as a condition of queries over many of them: `mayRead` of policy.ts in SQL. */
import type { Role } from '@parley/contract/features/accounts/model';
import { type RawBuilder, sql } from 'kysely';

export interface Reader {
  readonly userId: string;
  readonly role: Role;
}

/** A select of their ids, in parentheses: to stand behind `in`. */
export function readableRoomIds({ userId, role }: Reader): RawBuilder<string> {
  const mine = sql`select room_id from room_members where user_id = ${userId}`;
  if (role === 'guest') return sql`(${mine})`;
  return sql`(${mine} union select id from rooms where visibility = 'public')`;
}
