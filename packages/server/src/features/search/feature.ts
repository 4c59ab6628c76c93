/** Search: messages by their words, rooms and people by their names, and what other features contribute. */
import { type Kysely, sql } from 'kysely';
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { searchCommands } from './commands.ts';
import { Indexer, type IndexerOptions } from './indexing/indexer.ts';
import { migrations } from './migrations/index.ts';
import type { SearchSources } from './public.ts';
import { countBehind } from './store/feed.ts';
import type { SearchTables } from './tables.ts';

export interface SearchDeps
  extends Pick<FeatureDeps, 'db' | 'commits' | 'clock' | 'log' | 'presence'>,
    Pick<IndexerOptions, 'lookEveryMs'> {
  readonly sources?: SearchSources;
}

export function searchFeature(deps: SearchDeps): Feature {
  const { db, log, presence, sources = {} } = deps;
  const indexer = new Indexer(deps);
  return {
    name: 'search',
    commands: searchCommands({ db, presence, sources }),
    channels: [],
    entities: [],
    migrations,
    routes: [],
    jobs: [indexer.job],
    gauges: [
      {
        name: 'search_behind',
        help: 'Messages and changes that searches do not find yet, on all nodes',
        read: () => countBehind(db.reader<SearchTables>()),
      },
    ],
    start: async () => {
      if (db.dialect === 'postgres' && !(await hasTrigrams(db.reader<SearchTables>()))) {
        log.warn(
          {},
          'Searching is slow: the index derived_search_texts_words is missing, because the database’s user may not create the extension pg_trgm. docs/operations.md says how to add it.',
        );
      }
      indexer.start();
    },
    stop: async () => indexer.stop(),
  };
}

async function hasTrigrams(db: Kysely<SearchTables>): Promise<boolean> {
  const { rows } = await sql`select 1 where to_regclass('derived_search_texts_words') is not null`.execute(
    db,
  );
  return rows.length === 1;
}
