/** Chat with search on it, for tests on each database: what is said is found as soon as it is indexed. */
import type { CommandOutput } from '@parley/contract/registry';
import type { Kysely } from 'kysely';
import { expect, vi } from 'vitest';
import { type Harness, type HarnessOptions, onEachDatabase, type Person } from '../chat/harness.ts';
import { searchFeature } from './feature.ts';
import type { SearchSources } from './public.ts';
import { countBehind } from './store/feed.ts';
import type { SearchTables } from './tables.ts';

export interface SearchHarness extends Harness {
  /** Waits until nothing is left to index. */
  indexed(): Promise<void>;
  /** The index's own tables. */
  readonly index: Kysely<SearchTables>;
}

export type Answer = CommandOutput<'search:find'>;

interface Options extends HarnessOptions {
  readonly sources?: SearchSources;
  /** How often it is looked whether there is something to index; a test that indexes by itself says never. */
  readonly lookEveryMs?: number;
}

type Start = (options?: Options) => Promise<SearchHarness>;

export function onEachSearchDatabase(suite: (start: Start) => void): void {
  onEachDatabase((start) =>
    suite(async ({ sources = {}, lookEveryMs = 5, ...options } = {}) => {
      const harness = await start({
        ...options,
        more: (deps) => [searchFeature({ ...deps, sources, lookEveryMs })],
      });
      const index = harness.db.reader<SearchTables>();
      return {
        ...harness,
        index,
        indexed: async () => {
          await vi.waitFor(async () => expect(await countBehind(index)).toBe(0), { timeout: 20_000 });
        },
      };
    }),
  );
}

/** The texts of the messages found, the newest first. */
export async function texts(person: Person, q: string, more: object = {}): Promise<string[]> {
  const { messages } = await person.call('search:find', { q, ...more });
  return messages.map(({ content }) => content);
}
