/** What stands around a message that was found. */
import { type Kysely, sql } from 'kysely';
import type { SearchTables } from '../tables.ts';

export interface Around {
  readonly id: string;
  readonly roomId: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A neighbour farther away than this is none: threads and timelines run through each other. */
const NEAR = 50;

/** The ids of the messages before and after each, of the same thread or of the main timeline. */
export async function readAround(
  tx: Kysely<SearchTables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Around>> {
  if (ids.length === 0) return new Map();
  const neighbour = (range: ReturnType<typeof sql>, order: ReturnType<typeof sql>) => sql<string | null>`(
    select near.id from messages near where near.room_id = found.room_id and ${range} and near.deleted_at is null
      and coalesce(near.thread_id, '') = coalesce(found.thread_id, '') order by near.seq ${order} limit 1)`;
  const near = sql.lit(NEAR);
  const { rows } = await sql<Around>`select found.id as id, found.room_id as "roomId",
      ${neighbour(sql`near.seq < found.seq and near.seq >= found.seq - ${near}`, sql`desc`)} as before,
      ${neighbour(sql`near.seq > found.seq and near.seq <= found.seq + ${near}`, sql`asc`)} as after
    from messages found where found.id in (${sql.join([...ids])})`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}
