/** The rows of this feature, as queries see them. */

export interface SavedTable {
  user_id: string;
  message_id: string;
  saved_at: string;
  /** Seq of the event on `user:<id>` by which it was saved: the order of what one saved. */
  seq: number;
}

export interface SavedTables {
  saved_messages: SavedTable;
}
