/** The log's rules, on PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, beforeAll } from 'vitest';
import { logConformance } from '../../../kernel/conformance/log.conformance.ts';
import { NOTES, subjectOf } from '../sql/conformance/subject.ts';
import { openPostgres } from './open.ts';

describeWith(POSTGRES, findPostgres(), 'PostgreSQL', (bin) => {
  let server: PostgresServer;
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-postgres-'));

  beforeAll(async () => {
    server = await startPostgres(bin);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  let count = 0;
  logConformance('postgres', async () => {
    const url = await server.createDatabase();
    const node = join(dataDir, String(++count));
    const open = () => openPostgres({ url, dataDir: node, entities: [NOTES] });
    return subjectOf(await open(), open);
  });
});
