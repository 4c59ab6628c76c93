/** The rows of this feature, as queries see them. */

export interface ScheduledTable {
  id: string;
  user_id: string;
  room_id: string;
  content: string;
  thread_id: string | null;
  reply_to: string | null;
  send_at: string;
  created_at: string;
  /** Rises with every change; the job of an earlier version finds nothing to do. */
  version: number;
  /** Why it could not be sent: both or neither. */
  failure_code: string | null;
  failure_message: string | null;
}

export interface ScheduledTables {
  scheduled_messages: ScheduledTable;
}
