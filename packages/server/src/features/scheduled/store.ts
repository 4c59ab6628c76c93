/** SQL of scheduled messages: reads, and the statements write sets are made of. */
import { MAX_SCHEDULED, type Scheduled, type ScheduledHead } from '@parley/contract/features/scheduled/model';
import type { ErrorCode } from '@parley/contract/kernel/errors';
import type { Kysely } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { atMost } from '../../platform/db/at-most.ts';
import { insert, run } from '../../platform/db/database.ts';
import type { ScheduledTable, ScheduledTables } from './tables.ts';

type Tx = Kysely<ScheduledTables>;

/** With whose it is. */
export type Owned = Scheduled & { readonly userId: string };

/** All of one person's, the next first. */
export async function readScheduled(tx: Tx, userId: string): Promise<readonly Owned[]> {
  const rows = await tx
    .selectFrom('scheduled_messages')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('send_at')
    .orderBy('id')
    .execute();
  return rows.map(toScheduled);
}

export async function readOne(tx: Tx, id: string): Promise<Owned | null> {
  const row = await tx.selectFrom('scheduled_messages').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toScheduled(row);
}

function toScheduled(row: ScheduledTable): Owned {
  const { failure_code: code, failure_message: message } = row;
  return {
    userId: row.user_id,
    id: row.id,
    roomId: row.room_id,
    content: row.content,
    ...(row.thread_id === null ? {} : { threadId: row.thread_id }),
    ...(row.reply_to === null ? {} : { replyTo: row.reply_to }),
    sendAt: row.send_at,
    createdAt: row.created_at,
    version: row.version,
    // Written from the catalogue of errors only.
    failure: code === null || message === null ? null : { code: code as ErrorCode, message },
  };
}

/** Without whose it is: they know. */
export function shown({ userId: _, ...scheduled }: Owned): Scheduled {
  return scheduled;
}

export function headOf({ id, roomId, sendAt, version, failure }: ScheduledHead): ScheduledHead {
  return { id, roomId, sendAt, version, failure };
}

/** Conflicts when there are too many. */
export function insertScheduled(builder: Tx, scheduled: Owned): Statement[] {
  const row = {
    id: scheduled.id,
    user_id: scheduled.userId,
    room_id: scheduled.roomId,
    content: scheduled.content,
    thread_id: scheduled.threadId ?? null,
    reply_to: scheduled.replyTo ?? null,
    send_at: scheduled.sendAt,
    created_at: scheduled.createdAt,
    version: scheduled.version,
    failure_code: null,
    failure_message: null,
  };
  const named = { id: row.id, user_id: row.user_id };
  return [
    insert('scheduled_messages', row),
    // The bound reads this table only, whatever tables the builder is for.
    atMost(builder as unknown as Kysely<never>, 'scheduled_messages', named, MAX_SCHEDULED),
  ];
}

/** Conflicts when it changed since it was read as `read`. */
export function updateScheduled(builder: Tx, read: Owned, changed: Owned): Statement {
  return run(
    builder
      .updateTable('scheduled_messages')
      .set({
        content: changed.content,
        send_at: changed.sendAt,
        version: changed.version,
        failure_code: changed.failure?.code ?? null,
        failure_message: changed.failure?.message ?? null,
      })
      .where('id', '=', read.id)
      .where('version', '=', read.version),
    1,
  );
}

/** Conflicts when it changed since it was read. */
export function deleteScheduled(builder: Tx, { id, version }: Owned): Statement {
  return run(builder.deleteFrom('scheduled_messages').where('id', '=', id).where('version', '=', version), 1);
}
