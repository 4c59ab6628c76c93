/** Storage on SQLite: what both adapters promise, and what is its own: the directory's lock, its threads, its crash. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storageConformance } from '../sql/conformance/storage.conformance.ts';
import { NOTE_MIGRATIONS, NOTES } from '../sql/conformance/subject.ts';
import { openSqlite } from './open.ts';

storageConformance('sqlite', {
  database: async () => (dataDir) => openSqlite({ dataDir, entities: [NOTES] }),
});

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-sqlite-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = () => openSqlite({ dataDir, entities: [NOTES] });
const CHILD = fileURLToPath(new URL('./conformance/committing.ts', import.meta.url));

/** A process that commits without end and prints what was acknowledged. */
function startChild(): { lines: AsyncIterator<string>; kill(): Promise<void> } {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=parley:source', CHILD, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    lines,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

describe('the data directory', () => {
  it('is refused to a second server, by name, and free again after the first', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(`The data directory ${dataDir} is in use by another Parley server`);
    await first.migrate([]);
    await first.close();
    await (await open()).close();
  });

  it('is refused while another process has it, and free once that was killed', async () => {
    const child = startChild();
    await child.lines.next();
    await expect(open()).rejects.toThrow('in use by another Parley server');
    await child.kill();
    await (await open()).close();
  });

  it('P4: a database restored from an old copy is in another epoch', async () => {
    const first = await open();
    await first.migrate(NOTE_MIGRATIONS);
    const { epoch } = first.log;
    await first.close();
    cpSync(join(dataDir, 'parley.db'), join(dataDir, 'backup'));
    const second = await open();
    await second.migrate(NOTE_MIGRATIONS);
    expect(second.log.epoch).toBe(epoch);
    await second.close();
    cpSync(join(dataDir, 'backup'), join(dataDir, 'parley.db'));
    const third = await open();
    await third.migrate(NOTE_MIGRATIONS);
    expect(third.log.epoch).not.toBe(epoch);
    await third.close();
  });

  it('that holds something else in the database’s place is refused', async () => {
    writeFileSync(
      join(dataDir, 'parley.db'),
      'certainly not a database, whatever its name may say'.repeat(100),
    );
    await expect(open()).rejects.toThrow(/not a database/);
    expect(readFileSync(join(dataDir, 'parley.db'), 'utf8')).toContain('certainly');
  });
});

describe('migrations on SQLite', () => {
  it('may rebuild a table others refer to, and are refused when references break', async () => {
    const storage = await open();
    await storage.migrate(NOTE_MIGRATIONS);
    await storage.log.commit([
      {
        expect: [],
        statements: [
          { kind: 'insert', table: 'notes', row: { id: 'n', body: 'kept' } },
          { kind: 'insert', table: 'parts', row: { id: 'p', note_id: 'n' } },
        ],
        appends: [],
        answer: { kind: 'json', json: '{}' },
      },
    ]);
    await storage.close();
    const statements = (list: readonly string[]) => async (db: Kysely<unknown>) => {
      for (const text of list) await sql.raw(text).execute(db);
    };
    const rebuild = [
      'create table notes_new (id text primary key, body text not null, seq integer, deleted integer not null default 0, pinned integer)',
      'insert into notes_new select id, body, seq, deleted, 0 from notes',
      'drop table notes',
      'alter table notes_new rename to notes',
    ];
    const second = await open();
    const rebuilt = [...NOTE_MIGRATIONS, { name: 'test/0002-pins', migration: { up: statements(rebuild) } }];
    await second.migrate(rebuilt);
    const { rows } = await sql`select parts.id, body from parts join notes on notes.id = note_id`.execute(
      second.database.reader(),
    );
    expect(rows).toEqual([{ id: 'p', body: 'kept' }]);
    await second.close();
    const third = await open();
    const breaking = { name: 'test/0003-lose', migration: { up: statements(['delete from notes']) } };
    await expect(third.migrate([...rebuilt, breaking])).rejects.toThrow('dangling references');
    await third.close();
  });
});

describe('P1: SIGKILL', () => {
  it.each([30, 300, 1_100])('after %i acknowledgements loses none of them', async (acknowledgements) => {
    const child = startChild();
    const acknowledged: { seq: number; data: string; clientId: string }[] = [];
    while (acknowledged.length < acknowledgements) {
      const { value } = await child.lines.next();
      acknowledged.push(JSON.parse(value));
    }
    await child.kill();
    for (let next = await child.lines.next(); !next.done; next = await child.lines.next()) {
      // The last line may be cut.
      if (next.value.endsWith('}')) acknowledged.push(JSON.parse(next.value));
    }
    const storage = await open();
    await storage.migrate(NOTE_MIGRATIONS);
    const { head, events } = await storage.log.read('room:1', 0, { maxEvents: 1e6, maxBytes: 1e9 });
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    for (const { seq, data } of acknowledged) expect(events[seq - 1]?.data).toBe(data);
    const last = acknowledged.at(-1);
    expect(last?.seq).toBe(Math.max(...acknowledged.map(({ seq }) => seq)));
    const key = { userId: 'u', command: 'write', clientId: last?.clientId ?? '', hash: 'h' };
    expect(await storage.log.find(key)).toEqual({ kind: 'replayed', answer: `{"event":${last?.data}}` });
    await storage.close();
  });
});
