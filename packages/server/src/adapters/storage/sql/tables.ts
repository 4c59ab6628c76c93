/** The kernel's own tables. Names of other tables belong to the features. */
import { type Kysely, type Migration, sql } from 'kysely';

/**
 * `epochs`: the last one is in force, those before it are this database's past. `channels`: one row a channel, its counters. `log`: the window for recovery; a row has `data` or names an entity.
 * `jobs`: what is to be done, by whom and when; `due_at` of a claimed one is the end of its lease. A dead one has no `name`.
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
  // A job that was claimed is due again when its lease ends: one time says both.
  const jobs = [
    `create table jobs (id ${id}, kind text not null, data text not null, made_at ${integer} not null,
      due_at ${integer} not null, attempts ${integer} not null default 0, lease text, error text, dead_at ${integer})`,
    'create index jobs_due on jobs (due_at) where dead_at is null',
    'create index jobs_dead on jobs (id) where dead_at is not null',
  ];
  const names = [
    'alter table jobs add column name text',
    'create unique index jobs_name on jobs (kind, name) where name is not null',
  ];
  return [
    madeOf('kernel/0001-log', tables),
    madeOf('kernel/0002-jobs', jobs),
    madeOf('kernel/0003-job-names', names),
  ];
}

function madeOf(name: string, statements: readonly string[]): NamedMigration {
  const up = async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  };
  return { name, migration: { up } };
}

/** A migration under its full name, `<owner>/<number>-<what>`. */
export interface NamedMigration {
  readonly name: string;
  readonly migration: Migration;
}
