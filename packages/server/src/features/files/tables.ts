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
  /** The message it was posted with, or the oldest of those left that carry it; `room_id` is that message's. */
  message_id: string | null;
  /** Rows of `file_shares` with its id. */
  shares: number;
  created_at: string;
}

/** A message that carries a file besides the one the file names. */
export interface FileShareTable {
  file_id: string;
  message_id: string;
  room_id: string;
  /** Whoever forwarded it. */
  user_id: string;
}

/** `owner` is a person, or empty for all of them together. */
export interface UsageTable {
  owner: string;
  bytes: number;
}

export interface FileTables extends PeopleTables {
  files: FileTable;
  file_shares: FileShareTable;
  file_usage: UsageTable;
}
