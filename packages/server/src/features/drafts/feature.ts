/** Drafts: what was begun on one device and is gone on with on another. */
import type { Kysely } from 'kysely';
import type { EntityReader } from '../../platform/db/database.ts';
import type { Feature } from '../../platform/feature.ts';
import { type DraftParts, draftCommands } from './commands.ts';
import { migrations } from './migrations/index.ts';
import { readDraftJson } from './store.ts';
import type { DraftTables } from './tables.ts';

export function draftsFeature(parts: DraftParts): Feature {
  return {
    name: 'drafts',
    commands: draftCommands(parts),
    channels: [],
    entities: [drafts],
    migrations,
    routes: [],
  };
}

const drafts: EntityReader = {
  kind: 'draft',
  // The log hands over its own snapshot; each reader reads its feature's tables in it.
  read: (tx, ids) => readDraftJson(tx as unknown as Kysely<DraftTables>, ids),
};
