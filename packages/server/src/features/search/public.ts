/** What other features contribute to searches: things of theirs that are found beside messages. */
import type { FoundFile } from '@parley/contract/features/search/model';
import type { Kysely } from 'kysely';
import type { Reader } from '../chat/public.ts';

export interface SourceQuery {
  /** Who asks: nothing is found that they may not see. */
  readonly reader: Reader;
  /** As they were typed; all of them must be there. Never empty. */
  readonly words: readonly string[];
  readonly limit: number;
}

/** Finds what it keeps, in the snapshot `tx`, the best first. */
export type SearchSource<T> = (tx: Kysely<never>, query: SourceQuery) => Promise<readonly T[]>;

export interface SearchSources {
  readonly files?: SearchSource<FoundFile>;
}
