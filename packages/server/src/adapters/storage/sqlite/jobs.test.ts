/** The rules of jobs, on SQLite. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobsConformance } from '../../../kernel/conformance/jobs.conformance.ts';
import { NOTE_MIGRATIONS, NOTES, notesOf } from '../sql/conformance/subject.ts';
import { openSqlite } from './open.ts';

jobsConformance('sqlite', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-sqlite-'));
  const storage = await openSqlite({ dataDir, entities: [NOTES] });
  await storage.migrate(NOTE_MIGRATIONS);
  return {
    nodes: [storage],
    notes: () => notesOf(storage),
    close: async () => {
      await storage.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
});
