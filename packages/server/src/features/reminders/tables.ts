/** The rows of this feature, as queries see them. */

export interface ReminderTable {
  id: string;
  user_id: string;
  text: string;
  room_id: string | null;
  message_id: string | null;
  remind_at: string;
  created_at: string;
  due_at: string | null;
  /** Rises with every change; the job of an earlier version finds nothing to do. */
  version: number;
}

export interface ReminderTables {
  reminders: ReminderTable;
}
