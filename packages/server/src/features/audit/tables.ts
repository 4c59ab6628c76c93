/** The rows of this feature: only ever inserted, and forgotten by age. */
import type { PeopleTables } from '../accounts/public.ts';

export interface AuditEntryTable {
  id: string;
  /** ISO 8601. */
  at: string;
  actor: string;
  /** Name of the command. */
  action: string;
  target_kind: string;
  target_id: string;
  room_id: string | null;
  reason: string | null;
  /** JSON object. */
  details: string;
}

export interface AuditTables extends PeopleTables {
  audit_entries: AuditEntryTable;
}
