/** Who is named where: a row per person named, one marker for everybody, so that no member costs a write. */
import type { Mentions } from '@parley/contract/features/chat/model';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Param, Statement } from '../../../kernel/index.ts';
import { insert, run } from '../../../platform/db/database.ts';
import type { ChatTables } from '../tables.ts';
import { UNREAD_CAP } from './unread-cap.ts';

type Tx = Kysely<ChatTables>;

/** In the place of a person's id, which never has an `@`. */
const MARKERS = { room: '@room', here: '@here' } as const;

/** Messages with a seq above `after` by others that name `viewerId`, or everybody, or who was there when they were. */
export function countMentionsAfter(
  roomId: RawBuilder<unknown>,
  after: RawBuilder<unknown>,
  viewerId: string,
): RawBuilder<number> {
  const { room, here } = MARKERS;
  return sql<number>`(select cast(count(*) as integer) from (select distinct n.seq from mentions n
    where n.room_id = ${roomId} and n.user_id in (${viewerId}, ${room}, ${here}) and n.seq > ${after}
    and n.by_user_id <> ${viewerId}
    and (n.user_id <> ${here} or n.present is null or n.present like ${`% ${viewerId} %`})
    limit ${sql.lit(UNREAD_CAP)}) named)`;
}

export interface Naming {
  readonly roomId: string;
  readonly seq: Param;
  readonly by: string;
  readonly mentions: Mentions | null;
  /** Who was there, for `here`; null for everybody. */
  readonly present: readonly string[] | null;
}

/** The rows of what a message names now, and no longer those of what it named before. */
export function renameMentions(builder: Tx, before: Mentions | null, naming: Naming): Statement[] {
  const { roomId, seq, by, mentions, present } = naming;
  const [old, now] = [keysOf(before, by), keysOf(mentions, by)];
  const gone = old.filter((key) => !now.includes(key));
  const added = now.filter((key) => !old.includes(key));
  const statements: Statement[] = [];
  if (gone.length > 0 && typeof seq === 'number') {
    statements.push(
      run(
        builder
          .deleteFrom('mentions')
          .where('room_id', '=', roomId)
          .where('user_id', 'in', gone)
          .where('seq', '=', seq),
      ),
    );
  }
  for (const key of added) {
    const there = key === MARKERS.here && present !== null ? ` ${present.join(' ')} ` : null;
    statements.push(
      insert('mentions', { room_id: roomId, user_id: key, seq, by_user_id: by, present: there }),
    );
  }
  return statements;
}

/** Who names themself needs no telling. */
function keysOf(mentions: Mentions | null, by: string): readonly string[] {
  if (mentions === null) return [];
  const named = mentions.users.filter((id) => id !== by);
  return mentions.all === undefined ? named : [...named, MARKERS[mentions.all]];
}

/** People by the names others write, and what they are in the room; who is disabled is nobody. */
export async function readNamed(tx: Tx, roomId: string, names: readonly string[]) {
  return tx
    .selectFrom('users')
    .leftJoin('room_members as mine', (join) =>
      join.onRef('mine.user_id', '=', 'users.id').on('mine.room_id', '=', roomId),
    )
    .select(['users.id', 'users.username_key as name', 'users.role', 'mine.role as roomRole'])
    .where('users.username_key', 'in', [...names])
    .where('users.disabled', '=', 0)
    .execute();
}

export async function readMemberIds(tx: Tx, roomId: string, limit: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('room_members')
    .select('user_id')
    .where('room_id', '=', roomId)
    .limit(limit)
    .execute();
  return rows.map((row) => row.user_id);
}
