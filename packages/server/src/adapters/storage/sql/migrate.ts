/** Brings the schema up to the code: forward only, each migration in a transaction of its own. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { NamedMigration } from './tables.ts';

export class SchemaTooNew extends Error {
  constructor(unknown: readonly string[]) {
    super(
      `The database was written by a newer Parley (it has ${unknown.join(', ')}). ` +
        'Start that version, or restore a backup made by this one.',
    );
    this.name = 'SchemaTooNew';
  }
}

/** The part of `list` that a database with exactly these migrations has had. Throws `SchemaTooNew` for names it lacks. */
export function upTo(list: readonly NamedMigration[], had: ReadonlySet<string>): readonly NamedMigration[] {
  const known = new Set(list.map(({ name }) => name));
  const unknown = [...had].filter((name) => !known.has(name)).sort();
  if (unknown.length > 0) throw new SchemaTooNew(unknown);
  return list.filter(({ name }) => had.has(name));
}

/** Call while no other node migrates. `verify` throws when the migration about to be committed broke a promise. */
export async function migrateSchema(
  db: Kysely<unknown>,
  list: readonly NamedMigration[],
  verify: (tx: Transaction<unknown>) => Promise<void>,
): Promise<void> {
  refuseDuplicates(list);
  await sql`create table if not exists schema_migrations (name text primary key, at text not null)`.execute(
    db,
  );
  const { rows } = await sql<{ name: string }>`select name from schema_migrations`.execute(db);
  const applied = new Set(rows.map((row) => row.name));
  upTo(list, applied);
  for (const { name, migration } of list) {
    if (applied.has(name)) continue;
    await db.transaction().execute(async (tx) => {
      await migration.up(tx);
      await verify(tx);
      const at = new Date().toISOString();
      await sql`insert into schema_migrations (name, at) values (${name}, ${at})`.execute(tx);
    });
  }
}

function refuseDuplicates(list: readonly NamedMigration[]): void {
  const seen = new Set<string>();
  for (const { name } of list) {
    if (seen.has(name)) throw new Error(`two migrations are named ${name}`);
    seen.add(name);
  }
}
