/** Every feature's migrations, for commands that make a schema without serving anybody. */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { PostgresDialect } from 'kysely';
import { compileOnly } from '../adapters/storage/sql/compile-only.ts';
import type { Tables } from '../adapters/storage/sql/storage.ts';
import { createLogger } from '../platform/logging/pino.ts';
import { type OrderedMigration, orderedMigrations } from '../platform/migrator/migrations.ts';
import { systemClock } from './clock.ts';
import { buildFeatures } from './features.ts';
import { systemIds } from './ids.ts';

/** Features are built for their manifests only: on a database that refuses everything, with a signing key of no meaning. */
const refuse = async (): Promise<never> => {
  throw new Error('features are not run here');
};
const NO_STATEMENT = { kind: 'run', sql: '', params: [] } as const;

export function allMigrations(): readonly OrderedMigration[] {
  const compiled = compileOnly(new PostgresDialect({ pool: { connect: refuse, end: refuse } }));
  // Nothing is read through it.
  const typed = <T>(): Kysely<T> => compiled as Kysely<T>;
  const reads = { reader: typed, snapshot: refuse };
  const db: Tables = { dialect: 'postgres', ...reads, aside: reads, builder: typed };
  const features = buildFeatures({
    db,
    commits: { commit: refuse },
    deadJobs: {
      dead: refuse,
      isDead: refuse,
      revived: () => NO_STATEMENT,
      discarded: () => NO_STATEMENT,
    },
    clock: systemClock,
    ids: systemIds(systemClock),
    env: { JWT_SECRET: randomBytes(32).toString('hex') },
    log: createLogger('fatal'),
    dataDir: '',
    publicUrl: () => '',
    presence: { of: (userId) => ({ userId, status: 'offline', lastSeenAt: null }) },
    epoch: () => '',
    blobs: { put: refuse, open: refuse, remove: refuse },
    uploads: {
      offset: refuse,
      append: refuse,
      rename: refuse,
      path: () => '',
      remove: refuse,
      idleSince: refuse,
    },
    media: { recognise: refuse, picture: refuse, small: refuse, still: refuse },
  });
  return orderedMigrations(features.all);
}
