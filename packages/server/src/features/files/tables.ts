/** The tables of this feature, and what it reads of others. */
import type { PeopleTables } from '../accounts/public.ts';

/**
 * - `uploading`: announced, and perhaps partly here;
 * - `ready`: a file; posted when it has a message;
 * - `orphan`: to be removed, and never given out again.
 */
export type FileState = 'uploading' | 'ready' | 'orphan';

export interface FileTable {
  id: string;
  room_id: string;
  user_id: string;
  name: string;
  state: FileState;
  /** Bytes, as whoever uploads said. */
  announced: number;
  /** Bytes as given out. */
  size: number;
  /** Bytes that count. */
  held: number;
  mime: string;
  kind: string;
  width: number | null;
  height: number | null;
  blur: string | null;
  /** Set exactly when it was made. */
  thumbnail_size: number | null;
  message_id: string | null;
  created_at: string;
}

/** `owner` is a person, or empty for all of them together. */
export interface UsageTable {
  owner: string;
  bytes: number;
}

export interface FileTables extends PeopleTables {
  files: FileTable;
  file_usage: UsageTable;
}
