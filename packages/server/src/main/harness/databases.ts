/** Test support: a suite of the whole server, once on each database. */
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Env } from '../../platform/feature.ts';

/** `env` gives what a server needs for a database of its own, empty; to be asked in `beforeAll` or later. */
export function onEachDatabase(suite: (env: () => Promise<Env>) => void): void {
  describe('on SQLite', () => suite(async () => ({})));

  describeWith(POSTGRES, findPostgres(), 'on PostgreSQL', (bin) => {
    let postgres: PostgresServer;
    beforeAll(async () => {
      postgres = await startPostgres(bin, { settings: { fsync: 'off' } });
    });
    afterAll(() => postgres.stop());
    suite(async () => ({ DATABASE_URL: await postgres.createDatabase() }));
  });
}
