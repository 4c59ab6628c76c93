/** Fills an empty database in one transaction: schema, rows and epoch are there together or not at all. */
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type pg from 'pg';
import { migrateSchema, upTo } from '../sql/migrate.ts';
import { kernelMigrations } from '../sql/tables.ts';
import { CommitUnknown, type PutRows, quoted, TargetNotEmpty, type TransferTarget } from '../sql/transfer.ts';
import { failureOf } from './failures.ts';
import { KyselyClient } from './kysely-client.ts';
import { MIGRATION_LOCK } from './migration-lock.ts';
import { outcomeOf, transactionId } from './outcome.ts';
import { columnsOf, connectForTransfer, tableReader } from './table-reader.ts';

/** How long a server that was lost in the middle of the commit is asked what became of it. */
const ASK_MS = 30_000;

/** Throws `TargetNotEmpty`, or the driver's error when the database can't be reached. */
export async function openPostgresTarget(url: string, askMs = ASK_MS): Promise<TransferTarget> {
  const client = await connectForTransfer(url);
  try {
    await beginAlone(client);
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw cause;
  }
  const schema = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: poolOf(client) }) });
  return {
    ...tableReader(client),
    schema,
    migrate: async (list, only) => {
      const all = [...kernelMigrations('postgres'), ...list];
      await migrateSchema(schema, only ? upTo(all, only) : all, async () => undefined);
    },
    replace: (fill) => withoutReferences(client, () => fill(putInto(client))),
    finish: async () => {
      await commit(client, url, askMs);
      await client.end().catch(() => undefined);
    },
    abandon: async () => {
      // The end of the session takes its transaction back.
      await client.end().catch(() => undefined);
    },
  };
}

const ANYTHING = `select relname from pg_class where relnamespace = current_schema()::regnamespace
  and relkind in ('r', 'p', 'v', 'm', 'S', 'f') limit 1`;

/** A server that starts meanwhile waits for the end of this session before it looks at the schema. */
async function beginAlone(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
    MIGRATION_LOCK,
  ]);
  if (!rows[0]?.alone) {
    throw new Error('Another Parley is starting or being moved on this database. Try again when it is done.');
  }
  await client.query('begin');
  if ((await client.query(ANYTHING)).rowCount !== 0) throw new TargetNotEmpty('The PostgreSQL database');
}

async function commit(client: pg.Client, url: string, askMs: number): Promise<void> {
  const id = await transactionId(client);
  let said: string;
  try {
    said = (await client.query('commit')).command;
  } catch (cause) {
    if (failureOf(cause).kind !== 'lost') throw cause;
    const outcome = await outcomeOf(id, url, askMs);
    if (outcome === 'unknown') throw new CommitUnknown({ cause });
    if (outcome === 'aborted') throw cause;
    return;
  }
  if (said !== 'COMMIT') throw new Error('The database took everything back instead of committing it.');
}

const REFERENCES = `select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`;

/** Tables are filled by name, not in the order of their references: those are taken away meanwhile and made anew, which checks them. */
async function withoutReferences(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(REFERENCES);
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
  await work();
  for (const { table, name, definition } of rows) {
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  }
}

function putInto(client: pg.Client): PutRows {
  return async ({ name, columns }, pieces) => {
    const infos = (await columnsOf(client)).filter(({ table }) => table === name);
    const arrays = columns.map((column, index) => {
      const type = infos.find((info) => info.name === column)?.type;
      if (type === undefined) throw new Error(`The table ${name} has no column ${column}.`);
      return `$${index + 1}::${type}[]`;
    });
    const table = quoted(name);
    await client.query(`delete from ${table}`);
    const text = `insert into ${table} (${columns.map(quoted).join(', ')}) overriding system value
      select * from unnest(${arrays.join(', ')})`;
    for await (const rows of pieces) {
      await client.query(
        text,
        columns.map((_, index) => rows.map((row) => row[index] ?? null)),
      );
    }
    for (const { name: column, identity } of infos) {
      if (!identity) continue;
      await client.query(
        `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column)}), 0) + 1, false) from ${table}`,
        [table, column],
      );
    }
    // What reads the table next would else plan for an empty one.
    await client.query(`analyze ${table}`);
  };
}

const NESTED: Readonly<Record<string, string>> = {
  begin: 'savepoint nested',
  commit: 'release nested',
  rollback: 'rollback to nested; release nested',
};

/** The one connection as Kysely's pool; its transactions are savepoints of the one that fills the database. */
function poolOf(client: pg.Client): PostgresPool {
  const only = new KyselyClient({
    // Without parameters several statements may go in one.
    run: (sql, parameters) =>
      client.query(NESTED[sql] ?? sql, parameters.length > 0 ? [...parameters] : undefined),
    release: () => undefined,
  });
  return { connect: async () => only, end: async () => undefined };
}
