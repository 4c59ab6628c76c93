/** The channel `staff:reports`: open reports, live, for moderators and up. */
import type { Kysely } from 'kysely';
import type { Append, ChannelKind } from '../../kernel/index.ts';
import { type Database, type EntityReader, readHead } from '../../platform/db/database.ts';
import { moderates, roleOf } from '../accounts/public.ts';
import { type ReportRow, readReports, readReportsById } from './store.ts';
import type { ModerationTables } from './tables.ts';
import { type RoomNames, showReport } from './views.ts';

const ID = 'reports';
const CHANNEL = `staff:${ID}`;
/** The rest is asked for by `report:list`. */
export const SNAPSHOT_REPORTS = 100;
/** Actor of what must not say who did it: an id no account has. */
const NOBODY = '00000000-0000-7000-8000-000000000000';

export function staffChannel(db: Database, roomNames: RoomNames): ChannelKind<null> {
  return {
    kind: 'staff',
    async access(id, userId) {
      if (id !== ID) return null;
      // One statement, which is one snapshot. A role that changes is a change of the person's own version.
      const row = await db
        .reader<ModerationTables>()
        .selectFrom('users')
        .leftJoin('channels', (join) => join.on('channels.id', '=', CHANNEL))
        .select(['users.role as role', 'channels.acl_version as aclVersion'])
        .where('users.id', '=', userId)
        .executeTakeFirst();
      const read = row !== undefined && moderates(roleOf(row.role));
      return { aclVersion: Number(row?.aclVersion ?? 0), read, visibleFromSeq: 1, facts: null };
    },
    snapshot: () =>
      db.snapshot(async (tx: Kysely<ModerationTables>) => {
        const { seq } = await readHead(tx, CHANNEL);
        const rows = await readReports(tx, { open: true, before: null, limit: SNAPSHOT_REPORTS });
        const rooms = await roomNames(roomsOf(rows), tx as unknown as Kysely<never>);
        return { seq, json: JSON.stringify({ reports: rows.map((row) => showReport(row, rooms)) }) };
      }),
  };
}

/** `actor` null where it would tell who reported. */
export function reportEvent(
  type: 'report:created' | 'report:resolved',
  report: ReturnType<typeof showReport>,
  { actor, at }: { readonly actor: string | null; readonly at: string },
): Append {
  const data = JSON.stringify({ report });
  const entity = { kind: 'report', id: report.id };
  return { channel: CHANNEL, type, actor: actor ?? NOBODY, at, data, entity };
}

/** What recovery tells of a report is its present state. */
export function reportEntity(roomNames: RoomNames): EntityReader {
  return {
    kind: 'report',
    async read(tx, ids) {
      // The log hands over its own snapshot; each reader reads its feature's tables in it.
      const rows = await readReportsById(tx as unknown as Kysely<ModerationTables>, ids);
      const rooms = await roomNames(roomsOf(rows), tx);
      const json = (row: ReportRow) => JSON.stringify({ report: showReport(row, rooms) });
      return new Map(rows.map((row) => [row.id, json(row)]));
    },
  };
}

function roomsOf(rows: readonly ReportRow[]): readonly string[] {
  return [...new Set(rows.map((row) => row.room_id))];
}
