/** The tables of this feature, and what it reads of others. */
import type { ChannelTables } from '../../platform/db/database.ts';

export interface EmojiTable {
  id: string;
  /** Null while the picture is no emoji: not yet, or no longer. Then it is to be cleared away. */
  name: string | null;
  /** Bytes of its picture. */
  size: number;
  created_by: string;
  created_at: string;
}

export interface EmojiTables extends ChannelTables {
  custom_emoji: EmojiTable;
}
