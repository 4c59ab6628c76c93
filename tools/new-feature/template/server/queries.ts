/** Reads of sample-name: the list, the channel's snapshot, and the present state of what the log names. */
import { list } from '@parley/contract/features/sample-name/commands';
import { SAMPLE_NAME_SHOWN } from '@parley/contract/features/sample-name/model';
import type { Kysely } from 'kysely';
import type { ChannelKind, CommandDef } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import { type Database, type EntityReader, readHead } from '../../platform/db/database.ts';
import { SAMPLE_NAME_CHANNEL } from './public.ts';
import { readItems, readItemsById } from './store.ts';
import type { SampleNameTables } from './tables.ts';

const DEFAULT_LIMIT = 50;

export function queries(db: Database): readonly CommandDef[] {
  return [
    decides(list, {
      decide: async (_context, { cursor, limit = DEFAULT_LIMIT }) => {
        const found = await readItems(db.reader<SampleNameTables>(), cursor ?? null, limit + 1);
        const items = found.slice(0, limit);
        const next = found.length > limit ? (items.at(-1)?.id ?? null) : null;
        return { kind: 'reply', data: { items, next } };
      },
    }),
  ];
}

/** One channel, open to everybody; its snapshot is `{items}`, the newest last. */
export function channel(db: Database): ChannelKind {
  return {
    kind: 'sample-name',
    async access(id) {
      if (`sample-name:${id}` !== SAMPLE_NAME_CHANNEL) return null;
      const { aclVersion } = await readHead(db.reader<SampleNameTables>(), SAMPLE_NAME_CHANNEL);
      return { aclVersion, read: true, visibleFromSeq: 1, facts: null };
    },
    snapshot: () =>
      db.snapshot(async (tx: Kysely<SampleNameTables>) => {
        const { seq } = await readHead(tx, SAMPLE_NAME_CHANNEL);
        const items = await readItems(tx, null, SAMPLE_NAME_SHOWN);
        return { seq, json: JSON.stringify({ items: items.reverse() }) };
      }),
  };
}

/** The log names items; recovery tells of each as it is now. */
export const items: EntityReader = {
  kind: 'sample-name',
  async read(tx, ids) {
    // The log hands over its own snapshot; each reader reads its feature's tables in it.
    const found = await readItemsById(tx as unknown as Kysely<SampleNameTables>, ids);
    return new Map(found.map((item) => [item.id, JSON.stringify(item)]));
  },
};
