/** Reading the audit log: for owners and admins. */
import { list } from '@parley/contract/features/audit/commands';
import type { AuditEntry, AuditTarget } from '@parley/contract/features/audit/model';
import { type CommandDef, type Identity, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import type { Database } from '../../platform/db/database.ts';
import { type PersonRow, readPeople } from '../accounts/public.ts';
import { type EntryRow, type Place, readEntries } from './store.ts';
import type { AuditTables } from './tables.ts';

const PAGE = 50;

/** Names of the public rooms among these. */
export type RoomNames = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export function auditCommands(db: Database, roomNames: RoomNames): readonly CommandDef[] {
  return [
    decides(list, {
      decide: async ({ actor }, { cursor, limit = PAGE, ...filter }) => {
        mayRead(actor);
        const reader = db.reader<AuditTables>();
        const found = await readEntries(reader, filter, placeOf(cursor), limit + 1);
        const rows = found.slice(0, limit);
        const people = await readPeople(
          reader,
          idsOf(rows, (row) => (row.target_kind === 'user' ? row.target_id : null)),
        );
        const rooms = await roomNames(idsOf(rows, (row) => row.room_id));
        const items = rows.map((row) => shown(row, people, rooms));
        const last = found.length > limit ? rows.at(-1) : undefined;
        return { kind: 'reply', data: { items, next: last ? `${last.at}_${last.id}` : null } };
      },
    }),
  ];
}

function mayRead({ role }: Identity): void {
  if (role !== 'owner' && role !== 'admin') refuse('FORBIDDEN', 'Only owners and admins see the audit log.');
}

/** The contract's pattern vouches for the two parts. */
function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const end = cursor.indexOf('_');
  return { at: cursor.slice(0, end), id: cursor.slice(end + 1) };
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
