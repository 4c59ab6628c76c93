/** The rows of this feature. */
import type { ChannelTables } from '../../platform/db/database.ts';
import type { PeopleTables } from '../accounts/public.ts';

export interface ReportTable {
  id: string;
  room_id: string;
  message_id: string;
  author_id: string;
  reporter_id: string;
  reason: string;
  note: string;
  content: string;
  /** JSON object. */
  metadata: string;
  said_at: string;
  created_at: string;
  /** Reporter and message while it is open: there is one of each at a time. Null once it is resolved. */
  open_key: string | null;
  outcome: string | null;
  resolution: string;
  resolved_by: string | null;
  resolved_at: string | null;
}

export interface ModerationTables extends PeopleTables, ChannelTables {
  reports: ReportTable;
}
