/** The index: a row a message, how far each room is indexed, and what finds a text by any three characters in a row. */
import { type Kysely, type Migration, SqliteAdapter, sql } from 'kysely';

export const search0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
    const integer = sqlite ? sql`integer` : sql`bigint`;
    await db.schema
      .createTable('derived_search_texts')
      .addColumn('docid', integer, (column) => column.primaryKey())
      .addColumn('message_id', 'text', (column) => column.notNull().unique())
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('edited_at', 'text', (column) => column.notNull())
      .addColumn('flags', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .execute();
    for (const column of ['room_id', 'user_id']) {
      await db.schema
        .createIndex(`derived_search_texts_${column}`)
        .on('derived_search_texts')
        .columns([column, 'docid'])
        .execute();
    }
    await db.schema
      .createTable('derived_search_rooms')
      .addColumn('room_id', 'text', (column) => column.primaryKey())
      .addColumn('done_seq', integer, (column) => column.notNull())
      .addColumn('pass_seq', integer, (column) => column.notNull())
      .execute();
    for (const statement of sqlite ? SQLITE_TRIGRAMS : [POSTGRES_TRIGRAMS]) {
      await sql.raw(statement).execute(db);
    }
  },
};

/**
 * Which messages have three characters in a row, without where: whether they stand in the order asked for is looked up in the
 * text itself. The texts are folded already, so that case is none of its business.
 */
const SQLITE_TRIGRAMS = [
  `create virtual table derived_search_words using fts5(text, content = 'derived_search_texts', content_rowid = 'docid',
    tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0)`,
  `create trigger derived_search_texts_insert after insert on derived_search_texts begin
    insert into derived_search_words (rowid, text) values (new.docid, new.text);
  end`,
  `create trigger derived_search_texts_delete after delete on derived_search_texts begin
    insert into derived_search_words (derived_search_words, rowid, text) values ('delete', old.docid, old.text);
  end`,
  `create trigger derived_search_texts_update after update of text on derived_search_texts begin
    insert into derived_search_words (derived_search_words, rowid, text) values ('delete', old.docid, old.text);
    insert into derived_search_words (rowid, text) values (new.docid, new.text);
  end`,
];

/**
 * Who may not create extensions gets a server that works, and searches slowly: it says so when it starts (`start` of
 * feature.ts), and docs/operations.md says what to do.
 */
const POSTGRES_TRIGRAMS = `do $$ begin
  create extension if not exists pg_trgm;
  create index derived_search_texts_words on derived_search_texts using gin (text gin_trgm_ops);
exception when others then
  raise warning 'no index for searching: %', sqlerrm;
end $$`;
