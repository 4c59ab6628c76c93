/** Entries as they are shown: rows to the contract's shape, with the names of those they are about. */
import type { AuditEntry, AuditTarget } from '@parley/contract/features/audit/model';
import type { Kysely } from 'kysely';
import { type PersonRow, readPeople } from '../accounts/public.ts';
import type { EntryRow } from './store.ts';
import type { AuditTables } from './tables.ts';

/** Names of the public rooms among these. */
export type RoomNames = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** At most some hundreds. */
export async function showEntries(
  reader: Kysely<AuditTables>,
  rows: readonly EntryRow[],
  roomNames: RoomNames,
): Promise<AuditEntry[]> {
  const people = await readPeople(
    reader,
    idsOf(rows, (row) => (row.target_kind === 'user' ? row.target_id : null)),
  );
  const rooms = await roomNames(idsOf(rows, (row) => row.room_id));
  return rows.map((row) => shown(row, people, rooms));
}

function idsOf(rows: readonly EntryRow[], of: (row: EntryRow) => string | null): readonly string[] {
  return [...new Set(rows.map(of))].filter((id) => id !== null);
}

function shown(
  row: EntryRow,
  people: ReadonlyMap<string, PersonRow>,
  rooms: ReadonlyMap<string, string>,
): AuditEntry {
  const person = row.target_kind === 'user' ? people.get(row.target_id) : undefined;
  const roomName = row.room_id === null ? undefined : rooms.get(row.room_id);
  return {
    id: row.id,
    at: row.at,
    actor: { id: row.actor, username: row.username ?? '', displayName: row.displayName ?? '' },
    action: row.action,
    target: {
      // Only `audited` writes the column.
      kind: row.target_kind as AuditTarget,
      id: row.target_id,
      ...(person === undefined ? {} : { name: person.display_name }),
    },
    ...(row.room_id === null
      ? {}
      : { room: { id: row.room_id, ...(roomName === undefined ? {} : { name: roomName }) } }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    details: JSON.parse(row.details),
  };
}
