/** The kernel's own tables. Names of other tables belong to the features. */
import { type Kysely, type Migration, sql } from 'kysely';

/**
 * `epochs`: the last one is in force, those before it are this database's past. `channels`: one row a channel, its counters. `log`: the window for recovery; a row has `data` or names an entity.
 * `idempotency`: answers of committed commands; `id` rises with time, so that old ones are found without an index.
 * `batches` (PostgreSQL): ids of committed batches, to find out about a commit whose answer was lost.
 */
export function kernelMigrations(dialect: 'sqlite' | 'postgres'): readonly NamedMigration[] {
  const [text, integer, id, tail] =
    dialect === 'sqlite'
      ? ['text', 'integer', 'integer primary key', ' without rowid']
      : ['text collate "C"', 'bigint', 'bigint generated always as identity primary key', ''];
  const tables = [
    `create table epochs (number ${integer} primary key, epoch text not null unique, marks ${integer} not null)`,
    `create table channels (id ${text} primary key, head_seq ${integer} not null default 0,
      acl_version ${integer} not null default 0, oldest_seq ${integer} not null default 1)${tail}`,
    `create table log (channel ${text} not null, seq ${integer} not null, type ${text} not null,
      actor ${text} not null, at ${text} not null, entity_kind ${text}, entity_id ${text}, data text,
      bytes ${integer} not null, primary key (channel, seq))${tail}`,
    `create table idempotency (id ${id}, user_id ${text} not null, command ${text} not null,
      client_id ${text} not null, hash ${text} not null, answer text, wrap_key ${text}, entity_kind ${text},
      entity_id ${text}, at ${integer} not null, unique (client_id, user_id, command))`,
    ...(dialect === 'postgres' ? [`create table batches (id text primary key, at ${integer} not null)`] : []),
  ];
  const up = async (db: Kysely<unknown>): Promise<void> => {
    for (const table of tables) await sql.raw(table).execute(db);
  };
  return [{ name: 'kernel/0001-log', migration: { up } }];
}

/** A migration under its full name, `<owner>/<number>-<what>`. */
export interface NamedMigration {
  readonly name: string;
  readonly migration: Migration;
}
