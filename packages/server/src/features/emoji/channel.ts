/** The channel `emoji:all`, open to everybody: what there is, and what is added and taken away. */
import type { CustomEmoji } from '@parley/contract/features/emoji/model';
import type { Kysely } from 'kysely';
import type { Append, ChannelKind, CommandContext } from '../../kernel/index.ts';
import { type Database, readHead } from '../../platform/db/database.ts';
import { readEmoji, showEmoji } from './store.ts';
import type { EmojiTables } from './tables.ts';

export const CHANNEL = 'emoji:all';

export function emojiChannel(db: Database): ChannelKind<null> {
  return {
    kind: 'emoji',
    async access(id) {
      if (`emoji:${id}` !== CHANNEL) return null;
      const { aclVersion } = await readHead(db.reader<EmojiTables>(), CHANNEL);
      return { aclVersion, read: true, visibleFromSeq: 1, facts: null };
    },
    snapshot: () =>
      db.snapshot(async (tx: Kysely<EmojiTables>) => {
        const { seq } = await readHead(tx, CHANNEL);
        const rows = await readEmoji(tx, null, null);
        return { seq, json: JSON.stringify({ emoji: rows.map(showEmoji) }) };
      }),
  };
}

type Origin = Pick<CommandContext, 'actor' | 'at'>;

export function emojiAdded(origin: Origin, emoji: CustomEmoji): Append {
  return append(origin, 'emoji:added', { emoji });
}

export function emojiRemoved(
  origin: Origin,
  { id: emojiId, name }: Pick<CustomEmoji, 'id' | 'name'>,
): Append {
  return append(origin, 'emoji:removed', { emojiId, name });
}

/** The events are small and hold nothing that must go when an emoji does, so the log keeps them whole. */
function append({ actor, at }: Origin, type: string, data: object): Append {
  return { channel: CHANNEL, type, actor: actor.userId, at, data: JSON.stringify(data) };
}
