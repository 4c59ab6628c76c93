/** The rows of this feature, as queries see them. */

export interface DraftTable {
  user_id: string;
  room_id: string;
  /** Empty: the main timeline. */
  thread_id: string;
  text: string;
  reply_to: string | null;
  updated_at: string;
  /** Seq of the event on `user:<id>` that made it so: no two states of a person's drafts have the same. */
  version: number;
}

export interface DraftTables {
  drafts: DraftTable;
}
