/** What the commands of this feature are built from. */

import type { Kysely } from 'kysely';
import type { FeatureDeps } from '../../platform/feature.ts';
import type { Attachments } from './attachments.ts';
import type { CustomEmojiNames } from './custom-emoji.ts';
import type { RoomDirectory } from './directory.ts';
import type { ChatLimits } from './limits.ts';
import type { OnMessage } from './message-causes.ts';
import type { ChatTables } from './tables.ts';
import type { Views } from './views.ts';

export interface ChatParts extends Pick<FeatureDeps, 'db' | 'ids'> {
  readonly directory: RoomDirectory;
  readonly views: Views;
  readonly limits: ChatLimits;
  /** Absent where no files are kept. */
  readonly attachments?: Attachments;
  /** Absent where there are no emoji of the server's own. */
  readonly customEmoji?: CustomEmojiNames;
  readonly onMessage: readonly OnMessage[];
  /** Asked with what a message was, when it is deleted. */
  readonly onRemoved: readonly OnMessage[];
}

/** Reads each a snapshot of its own. */
export function reader({ db }: Pick<ChatParts, 'db'>): Kysely<ChatTables> {
  return db.reader<ChatTables>();
}

/** Compiles write statements. */
export function builder({ db }: Pick<ChatParts, 'db'>): Kysely<ChatTables> {
  return db.builder<ChatTables>();
}
