/** A connection as Kysely asks of it; what carries its queries out is given. */
import type { PostgresCursor, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

export interface ClientWays {
  run(sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult>;
  release(): void;
}

export class KyselyClient implements PostgresPoolClient {
  readonly #ways: ClientWays;

  constructor(ways: ClientWays) {
    this.#ways = ways;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    asked: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof asked !== 'string') throw new Error('this connection has no cursors');
    // The library's result has these fields, typed more loosely: Kysely's own adapter takes it for this too.
    return this.#ways.run(asked, parameters) as unknown as Promise<PostgresQueryResult<R>>;
  }

  release(): void {
    this.#ways.release();
  }
}
