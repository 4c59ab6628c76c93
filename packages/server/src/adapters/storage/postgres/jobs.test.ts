/** The rules of jobs, on PostgreSQL: several nodes claim beside each other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, beforeAll } from 'vitest';
import { jobsConformance } from '../../../kernel/conformance/jobs.conformance.ts';
import { NOTE_MIGRATIONS, NOTES, notesOf } from '../sql/conformance/subject.ts';
import { openPostgres } from './open.ts';

describeWith(POSTGRES, findPostgres(), 'PostgreSQL jobs', (bin) => {
  let server: PostgresServer;
  const folder = mkdtempSync(join(tmpdir(), 'parley-postgres-'));

  beforeAll(async () => {
    server = await startPostgres(bin);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  jobsConformance('postgres', async () => {
    const url = await server.createDatabase();
    const node = async (name: string) => {
      const storage = await openPostgres({ url, dataDir: join(folder, name), entities: [NOTES] });
      await storage.migrate(NOTE_MIGRATIONS);
      return storage;
    };
    const [one, two, three] = [await node('one'), await node('two'), await node('three')];
    return {
      nodes: [one, two, three],
      notes: () => notesOf(one),
      close: async () => {
        for (const storage of [one, two, three]) await storage.close();
      },
    };
  });
});
