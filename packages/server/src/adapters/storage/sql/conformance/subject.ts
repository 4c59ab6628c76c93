/** Makes a storage of either adapter the subject of the log's conformance suite. */
import { type Kysely, sql } from 'kysely';
import {
  LOG_TEST_TABLES,
  type LogSubject,
  type NoteRow,
  noteEvent,
  noteState,
} from '../../../../kernel/conformance/log.conformance.ts';
import type { EntitySource, Storage } from '../storage.ts';
import type { NamedMigration } from '../tables.ts';

interface NoteTables {
  notes: NoteRow;
}

export const NOTES: EntitySource = {
  kind: 'note',
  read: async (tx: Kysely<NoteTables>, ids) => {
    const rows = await tx
      .selectFrom('notes')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute();
    return new Map(rows.map((row) => [row.id, noteState(row)]));
  },
  kept: async (tx: Kysely<NoteTables>, channel, { after, upTo, maxBytes }) => {
    const rows = await tx
      .selectFrom('notes')
      .selectAll()
      .where('channel', '=', channel)
      .where('seq', '>', after)
      .where('seq', '<=', upTo)
      .orderBy('seq')
      .execute();
    let taken = 0;
    return rows.map(noteEvent).filter(({ data }) => {
      taken += data.length;
      return taken - data.length < maxBytes;
    });
  },
};

export const NOTE_MIGRATIONS: readonly NamedMigration[] = [
  {
    name: 'test/0001-notes',
    migration: {
      up: async (db) => {
        for (const table of LOG_TEST_TABLES) await sql.raw(table).execute(db);
      },
    },
  },
];

export function notesOf({ database }: Pick<Storage, 'database'>): Promise<NoteRow[]> {
  return database.reader<NoteTables>().selectFrom('notes').selectAll().orderBy('id').execute();
}

/** `open` gives a storage over an empty database with `NOTES`; `again` opens what was there before. */
export async function subjectOf(storage: Storage, again: () => Promise<Storage>): Promise<LogSubject> {
  await storage.migrate(NOTE_MIGRATIONS);
  const { log, database } = storage;
  return {
    log,
    sql: (text) => {
      let index = 0;
      return database.dialect === 'sqlite' ? text : text.replaceAll('?', () => `$${++index}`);
    },
    notes: () => notesOf(storage),
    reopen: async () => {
      await storage.close();
      return subjectOf(await again(), again);
    },
    close: () => storage.close(),
  };
}
