/** SQL of the audit log: looking through it, and forgetting what is too old. */
import type { Kysely } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { run } from '../../platform/db/database.ts';
import type { AuditTables } from './tables.ts';

export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly roomId?: string | undefined;
  /** Exclusive. */
  readonly before?: string | undefined;
  /** Inclusive. */
  readonly after?: string | undefined;
}

/** The last entry of the page before. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

/** The latest first; actors that are gone from `users` have no name. */
export async function readEntries(
  tx: Kysely<AuditTables>,
  filter: AuditFilter,
  beyond: Place | null,
  limit: number,
) {
  const { actor, action, target, roomId, before, after } = filter;
  let query = tx
    .selectFrom('audit_entries as entry')
    .leftJoin('users as actor', 'actor.id', 'entry.actor')
    .selectAll('entry')
    .select(['actor.username as username', 'actor.display_name as displayName']);
  if (actor !== undefined) query = query.where('entry.actor', '=', actor);
  if (action !== undefined) query = query.where('entry.action', '=', action);
  if (target !== undefined) query = query.where('entry.target_id', '=', target);
  if (roomId !== undefined) query = query.where('entry.room_id', '=', roomId);
  if (before !== undefined) query = query.where('entry.at', '<', before);
  if (after !== undefined) query = query.where('entry.at', '>=', after);
  if (beyond !== null) {
    query = query.where((where) =>
      where.or([
        where('entry.at', '<', beyond.at),
        where.and([where('entry.at', '=', beyond.at), where('entry.id', '<', beyond.id)]),
      ]),
    );
  }
  return query.orderBy('entry.at', 'desc').orderBy('entry.id', 'desc').limit(limit).execute();
}

export type EntryRow = Awaited<ReturnType<typeof readEntries>>[number];

export function forgetEntries(builder: Kysely<AuditTables>, before: string): Statement {
  return run(builder.deleteFrom('audit_entries').where('at', '<', before));
}
