/** What every storage must do besides the log: typed reads, snapshots, migrations, the epoch. Run by both adapters. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, SqliteAdapter, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NoteRow } from '../../../../kernel/conformance/log.conformance.ts';
import type { WriteSet } from '../../../../kernel/ports/log.ts';
import type { Storage } from '../storage.ts';
import type { NamedMigration } from '../tables.ts';
import { NOTE_MIGRATIONS } from './subject.ts';

export interface StorageSubject {
  /** An empty database; every call of what it returns opens it, with the entity `note`. */
  database(): Promise<(dataDir: string) => Promise<Storage>>;
}

interface TestTables {
  notes: NoteRow;
  files: { id: string; bytes: Uint8Array; size: number };
}

const FILES: NamedMigration = {
  name: 'test/0002-files',
  migration: {
    up: async (db) => {
      // As features do where types differ.
      const blob = db.getExecutor().adapter instanceof SqliteAdapter ? 'blob' : 'bytea';
      await sql
        .raw(`create table files (id text primary key, bytes ${blob} not null, size bigint)`)
        .execute(db);
    },
  },
};
const MIGRATIONS = [...NOTE_MIGRATIONS, FILES];

export function storageConformance(name: string, subject: StorageSubject): void {
  describe(`storage conformance: ${name}`, () => {
    let open: (dataDir: string) => Promise<Storage>;
    let folder: string;
    const opened: Storage[] = [];

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'parley-storage-'));
      open = await subject.database();
    });
    afterEach(async () => {
      for (const storage of opened.splice(0)) await storage.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const start = async (
      list: readonly NamedMigration[] = MIGRATIONS,
      dataDir = folder,
    ): Promise<Storage> => {
      const storage = await open(dataDir);
      opened.push(storage);
      await storage.migrate(list);
      return storage;
    };
    const stop = async (storage: Storage): Promise<void> => {
      opened.splice(opened.indexOf(storage), 1);
      await storage.close();
    };
    const notesIn = (tx: Kysely<TestTables>) => tx.selectFrom('notes').select('id').orderBy('id').execute();

    describe('reads', () => {
      it('a single read sees what was acknowledged before it', async () => {
        const { log, database } = await start();
        for (let n = 1; n <= 20; n++) {
          await log.commit([noteSet(`n${String(n).padStart(2, '0')}`)]);
          expect(await notesIn(database.reader<TestTables>())).toHaveLength(n);
        }
      });

      it('a snapshot stays what its first read saw, while others go on', async () => {
        const { log, database } = await start();
        await log.commit([noteSet('a')]);
        await database.snapshot<TestTables, void>(async (first) => {
          expect(await notesIn(first)).toEqual([{ id: 'a' }]);
          await log.commit([noteSet('b')]);
          await database.snapshot<TestTables, void>(async (second) => {
            expect(await notesIn(second)).toEqual([{ id: 'a' }, { id: 'b' }]);
            expect(await notesIn(first)).toEqual([{ id: 'a' }]);
          });
        });
        expect(await notesIn(database.reader<TestTables>())).toHaveLength(2);
      });

      it('a snapshot that fails passes the error on and frees its connection', async () => {
        const { database } = await start();
        const failing = () =>
          database.snapshot<TestTables, void>(async (tx) => {
            await notesIn(tx);
            throw new Error('no more');
          });
        for (let n = 0; n < 50; n++) await expect(failing()).rejects.toThrow('no more');
        expect(await database.snapshot<TestTables, object[]>(notesIn)).toEqual([]);
      });

      it('more snapshots than connections wait for each other', async () => {
        const { log, database } = await start();
        await log.commit([noteSet('a')]);
        const reads = Array.from({ length: 100 }, () => database.snapshot<TestTables, object[]>(notesIn));
        expect(await Promise.all(reads)).toEqual(Array.from({ length: 100 }, () => [{ id: 'a' }]));
      });

      it('reads aside see the same, and nothing else waits for them', async () => {
        const { log, database } = await start();
        await log.commit([noteSet('a')]);
        await database.aside.snapshot<TestTables, void>(async (long) => {
          expect(await notesIn(long)).toEqual([{ id: 'a' }]);
          await log.commit([noteSet('b')]);
          expect(await notesIn(database.reader<TestTables>())).toHaveLength(2);
          expect(await notesIn(database.aside.reader<TestTables>())).toHaveLength(2);
          expect(await notesIn(long)).toEqual([{ id: 'a' }]);
        });
        const several = Array.from({ length: 20 }, () =>
          database.aside.snapshot<TestTables, object[]>(notesIn),
        );
        expect((await Promise.all(several)).every((rows) => rows.length === 2)).toBe(true);
      });

      it('a broken query is its own error', async () => {
        const { database } = await start();
        const nothing = sql`select * from nothing_at_all`.execute(database.reader<TestTables>());
        await expect(nothing).rejects.toThrow(/nothing_at_all/);
        expect(await notesIn(database.reader<TestTables>())).toEqual([]);
      });

      it('snapshots can not write', async () => {
        const { database } = await start();
        const writing = database.snapshot<TestTables, void>(async (tx) => {
          await tx
            .insertInto('notes')
            .values({ id: 'x', body: '', seq: null, deleted: 0, channel: null })
            .execute();
        });
        await expect(writing).rejects.toThrow(/read.?only/i);
      });
    });

    describe('writes', () => {
      it('a builder compiles for the database and refuses to execute', async () => {
        const { log, database } = await start();
        await log.commit([noteSet('a')]);
        const update = database
          .builder<TestTables>()
          .updateTable('notes')
          .set({ body: 'new' })
          .where('id', '=', 'a');
        await expect(update.execute()).rejects.toThrow('write set');
        const { sql: text, parameters } = update.compile();
        // What `run` of the platform makes of a compiled query.
        const params = parameters as readonly string[];
        const [outcome] = await log.commit([
          { ...EMPTY, statements: [{ kind: 'run', sql: text, params, rows: 1 }] },
        ]);
        expect(outcome?.kind).toBe('committed');
        const rows = await database.reader<TestTables>().selectFrom('notes').select('body').execute();
        expect(rows).toEqual([{ body: 'new' }]);
      });

      it('bytes, large counts and any text come back as they went in', async () => {
        const { log, database } = await start();
        const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
        const body = `'"\\{}, NULL \n\t𝕏 ‮ \u0001`;
        const update = database
          .builder<TestTables>()
          .updateTable('files')
          .set({ bytes: bytes.toReversed() })
          .where('id', '=', 'b')
          .compile();
        const outcomes = await log.commit([
          {
            ...EMPTY,
            statements: [
              { kind: 'insert', table: 'files', row: { id: 'a', bytes, size: 2 ** 40 } },
              { kind: 'insert', table: 'files', row: { id: 'b', bytes: new Uint8Array(), size: null } },
              // As the platform's `run`.
              { kind: 'run', sql: update.sql, params: update.parameters as readonly (string | Uint8Array)[] },
              { kind: 'insert', table: 'notes', row: { id: body, body, seq: -1 } },
            ],
          },
        ]);
        expect(outcomes.map((outcome) => outcome.kind)).toEqual(['committed']);
        const files = await database
          .reader<TestTables>()
          .selectFrom('files')
          .selectAll()
          .orderBy('id')
          .execute();
        expect(files.map((file) => [[...file.bytes], file.size])).toEqual([
          [[...bytes], 2 ** 40],
          [[...bytes.toReversed()], null],
        ]);
        const notes: NoteRow[] = await database
          .reader<TestTables>()
          .selectFrom('notes')
          .selectAll()
          .execute();
        expect(notes).toEqual([{ id: body, body, seq: -1, deleted: 0, channel: null }]);
      });
    });

    describe('migrations', () => {
      it('run once, in order, and a database that has them is left alone', async () => {
        const ran: string[] = [];
        const counted = (name: string): NamedMigration => ({
          name,
          migration: { up: async () => void ran.push(name) },
        });
        const list = [...MIGRATIONS, counted('b/0001-first'), counted('a/0001-second')];
        await stop(await start(list));
        await stop(await start([...list, counted('b/0002-later')]));
        expect(ran).toEqual(['b/0001-first', 'a/0001-second', 'b/0002-later']);
      });

      it('one that fails leaves nothing behind and is tried again at the next start', async () => {
        let broken = true;
        const half: NamedMigration = {
          name: 'test/0003-half',
          migration: {
            up: async (db) => {
              await sql`create table half (id text primary key)`.execute(db);
              if (broken) throw new Error('power cut');
            },
          },
        };
        await expect(start([...MIGRATIONS, half])).rejects.toThrow('power cut');
        for (const storage of opened.splice(0)) await storage.close();
        broken = false;
        const { database } = await start([...MIGRATIONS, half]);
        expect((await sql`select * from half`.execute(database.reader())).rows).toEqual([]);
      });

      it('a database newer than the code is refused and left alone', async () => {
        const later: NamedMigration = { name: 'polls/0001-polls', migration: { up: async () => undefined } };
        const { epoch } = (await start([...MIGRATIONS, later])).log;
        for (const storage of opened.splice(0)) await storage.close();
        await expect(start()).rejects.toThrow(/newer Parley .*polls\/0001-polls/);
        for (const storage of opened.splice(0)) await storage.close();
        expect((await start([...MIGRATIONS, later])).log.epoch).toBe(epoch);
      });

      it('two of one name are refused', async () => {
        await expect(start([FILES, FILES])).rejects.toThrow('test/0002-files');
      });

      it('the log is not usable before them', async () => {
        const storage = await open(folder);
        opened.push(storage);
        expect(() => storage.log.epoch).toThrow('migrated');
      });
    });

    describe('P4: the epoch', () => {
      const file = () => join(folder, 'epoch.json');
      const mark = (): { epoch: string; marks: number } => JSON.parse(readFileSync(file(), 'utf8'));
      const restart = async (): Promise<string> => {
        for (const storage of opened.splice(0)) await storage.close();
        return (await start()).log.epoch;
      };

      it('stays through restarts, each marked in the file', async () => {
        const first = await start();
        const { epoch } = first.log;
        expect(mark()).toEqual({ epoch, marks: 1 });
        expect(await restart()).toBe(epoch);
        expect(mark()).toEqual({ epoch, marks: 2 });
      });

      it('changes, for good, when the file knows of a mark the database does not', async () => {
        const first = await start();
        const { epoch } = first.log;
        writeFileSync(file(), JSON.stringify({ epoch, marks: 5 }));
        const second = await restart();
        expect(second).not.toBe(epoch);
        expect(mark()).toEqual({ epoch: second, marks: 1 });
        expect(await restart()).toBe(second);
      });

      it('is marked at every trim, so that a copy made before it is told', async () => {
        const { log } = await start();
        await log.trim({ maxEvents: 1, maxBytes: 1e9, maxAgeMs: 1, keysOlderThanMs: 1, now: 1 });
        expect(mark()).toEqual({ epoch: log.epoch, marks: 2 });
        expect(await restart()).toBe(log.epoch);
        expect(mark()).toEqual({ epoch: log.epoch, marks: 3 });
      });

      it('changes when the file belongs to another database', async () => {
        const first = await start();
        writeFileSync(file(), JSON.stringify({ epoch: 'elsewhere', marks: 1 }));
        const { epoch } = first.log;
        const second = await restart();
        expect([epoch, 'elsewhere']).not.toContain(second);
        expect(mark()).toEqual({ epoch: second, marks: 1 });
      });

      it('is the database’s when the file is missing or knows only of its past', async () => {
        await start();
        const old = mark();
        rmSync(file());
        expect(await restart()).toBe(old.epoch);
        writeFileSync(file(), JSON.stringify({ ...old, marks: 9 }));
        const second = await restart();
        expect(second).not.toBe(old.epoch);
        writeFileSync(file(), JSON.stringify(old));
        expect(await restart()).toBe(second);
      });

      it('is not guessed from a damaged file', async () => {
        const first = await start();
        writeFileSync(file(), '{"epoch":');
        await stop(first);
        await expect(start()).rejects.toThrow(/epoch\.json is damaged/);
      });
    });

    it('closes after the commit under way', async () => {
      const storage = await start();
      const committing = storage.log.commit([noteSet('last')]);
      await stop(storage);
      expect((await committing).map((outcome) => outcome.kind)).toEqual(['committed']);
      const { database } = await start();
      expect(await notesIn(database.reader<TestTables>())).toEqual([{ id: 'last' }]);
    });

    it('says whether it is healthy', async () => {
      const storage = await start();
      expect(await storage.healthy()).toBe(true);
      await stop(storage);
      expect(await storage.healthy()).toBe(false);
      await expect(storage.log.commit([noteSet('late')])).rejects.toThrow();
    });
  });
}

const EMPTY: WriteSet = { expect: [], statements: [], appends: [], answer: { kind: 'json', json: '{}' } };

function noteSet(id: string): WriteSet {
  return { ...EMPTY, statements: [{ kind: 'insert', table: 'notes', row: { id, body: 'text' } }] };
}
