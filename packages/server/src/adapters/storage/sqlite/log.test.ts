/** The log's rules, on SQLite. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { logConformance } from '../../../kernel/conformance/log.conformance.ts';
import { NOTES, subjectOf } from '../sql/conformance/subject.ts';
import { openSqlite } from './open.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

logConformance('sqlite', async () => {
  const dataDir = join(folder, String(++count));
  const open = () => openSqlite({ dataDir, entities: [NOTES] });
  return subjectOf(await open(), open);
});
