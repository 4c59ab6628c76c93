/** Mutes and bans of a room, and the statements that impose, lift and expect them. */
import type { Sanction } from '@parley/contract/kernel/sanction';
import type { Kysely } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { run } from '../../../platform/db/database.ts';
import { PERSON_COLUMNS } from '../../accounts/public.ts';
import type { ChatTables } from '../tables.ts';

type Tx = Kysely<ChatTables>;

export type SanctionKind = 'mute' | 'ban';

/** Whose, where and which. */
export interface SanctionKey {
  readonly roomId: string;
  readonly userId: string;
  readonly kind: SanctionKind;
}

/** Ended or not; null when there is none. */
export async function readSanction(tx: Tx, { roomId, userId, kind }: SanctionKey): Promise<Sanction | null> {
  const row = await tx
    .selectFrom('room_sanctions')
    .select(['until', 'reason'])
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row ?? null;
}

/** The latest first; `after` is where the page before ended. */
export async function readSanctions(
  tx: Tx,
  roomId: string,
  after: { readonly at: string; readonly userId: string; readonly kind: string } | null,
  limit: number,
) {
  let query = tx
    .selectFrom('room_sanctions')
    .innerJoin('users', 'users.id', 'room_sanctions.user_id')
    .select(PERSON_COLUMNS)
    .select([
      'room_sanctions.kind as kind',
      'room_sanctions.until as until',
      'room_sanctions.reason as reason',
      'room_sanctions.imposed_by as by',
      'room_sanctions.imposed_at as at',
    ])
    .where('room_sanctions.room_id', '=', roomId);
  if (after !== null) {
    query = query.where((where) =>
      where.or([
        where('imposed_at', '<', after.at),
        where.and([where('imposed_at', '=', after.at), where('user_id', '<', after.userId)]),
        where.and([
          where('imposed_at', '=', after.at),
          where('user_id', '=', after.userId),
          where('kind', '<', after.kind),
        ]),
      ]),
    );
  }
  return query
    .orderBy('imposed_at', 'desc')
    .orderBy('user_id', 'desc')
    .orderBy('kind', 'desc')
    .limit(limit)
    .execute();
}

/** In place of the one there was. */
export function imposeSanction(
  builder: Tx,
  { roomId, userId, kind }: SanctionKey,
  { until, reason }: Sanction,
  origin: { readonly actor: string; readonly at: string },
): Statement {
  const state = { until, reason, imposed_by: origin.actor, imposed_at: origin.at };
  return run(
    builder
      .insertInto('room_sanctions')
      .values({ room_id: roomId, user_id: userId, kind, ...state })
      .onConflict((conflict) => conflict.columns(['room_id', 'user_id', 'kind']).doUpdateSet(state)),
    1,
  );
}

/** Conflicts when somebody lifted it meanwhile. */
export function liftSanction(builder: Tx, { roomId, userId, kind }: SanctionKey): Statement {
  return run(
    builder
      .deleteFrom('room_sanctions')
      .where('room_id', '=', roomId)
      .where('user_id', '=', userId)
      .where('kind', '=', kind),
    1,
  );
}

/** Changes nothing. Conflicts when they are banned from the room at `now` (ISO 8601). */
export function expectNoBan(builder: Tx, roomId: string, userId: string, now: string): Statement {
  return run(
    builder
      .updateTable('room_sanctions')
      .set({ kind: 'ban' })
      .where('room_id', '=', roomId)
      .where('user_id', '=', userId)
      .where('kind', '=', 'ban')
      .where((where) => where.or([where('until', 'is', null), where('until', '>', now)])),
    0,
  );
}
