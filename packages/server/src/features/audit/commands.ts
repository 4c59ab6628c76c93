/** Reading the audit log: for owners and admins. */
import { list } from '@parley/contract/features/audit/commands';
import { type CommandDef, type Identity, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import type { Database } from '../../platform/db/database.ts';
import { type Place, readEntries } from './store.ts';
import type { AuditTables } from './tables.ts';
import { type RoomNames, showEntries } from './view.ts';

const PAGE = 50;

export function auditCommands(db: Database, roomNames: RoomNames): readonly CommandDef[] {
  return [
    decides(list, {
      decide: async ({ actor }, { cursor, limit = PAGE, ...filter }) => {
        mustRead(actor);
        const reader = db.reader<AuditTables>();
        const found = await readEntries(reader, filter, placeOf(cursor), limit + 1);
        const rows = found.slice(0, limit);
        const items = await showEntries(reader, rows, roomNames);
        const last = found.length > limit ? rows.at(-1) : undefined;
        return { kind: 'reply', data: { items, next: last ? `${last.at}_${last.id}` : null } };
      },
    }),
  ];
}

/** Refuses whoever may not look through it. */
export function mustRead({ role }: Pick<Identity, 'role'>): void {
  if (role !== 'owner' && role !== 'admin') refuse('FORBIDDEN', 'Only owners and admins see the audit log.');
}

/** The contract's pattern vouches for the two parts. */
function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const end = cursor.indexOf('_');
  return { at: cursor.slice(0, end), id: cursor.slice(end + 1) };
}
