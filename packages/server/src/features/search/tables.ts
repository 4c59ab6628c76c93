/**
 * The index to search in, made of what chat keeps and made anew where it is missing (`derived_`: no backup holds it). Whatever
 * it says is held against the message's own row before anybody sees it.
 */
import type { LogTables } from '../../platform/db/database.ts';
import type { ChatTables } from '../chat/public.ts';

/** A message that can be found: there is one row for each that is not deleted. */
export interface TextTable {
  /** Its place in time (documents.ts): what is found is ordered by it. */
  docid: number;
  message_id: string;
  room_id: string;
  user_id: string;
  /** When the words were written, '' where they never changed: words written since, and these find nothing. */
  edited_at: string;
  /** What it has (documents.ts), as bits. */
  flags: number;
  /** Folded: its text and the names of its files. */
  text: string;
}

/** How far each room is indexed. */
export interface RoomProgressTable {
  room_id: string;
  /** All up to this seq of the room's channel. */
  done_seq: number;
  /** The head when this pass over the room began: changes up to it were seen in the messages themselves. */
  pass_seq: number;
}

export interface SearchTables extends Omit<ChatTables, 'channels'>, LogTables {
  derived_search_texts: TextTable;
  derived_search_rooms: RoomProgressTable;
}
