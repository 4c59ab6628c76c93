/** Finds the `node:sqlite` API: Node's own where it has it, else the same API from a package. */
import type { DatabaseSync } from '@photostructure/sqlite';

export type SqliteClass = typeof DatabaseSync;
export type Sqlite = InstanceType<SqliteClass>;

/** Node's own needs no flag from 22.13 on. */
export async function loadSqlite(): Promise<SqliteClass> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const builtIn = major > 22 || (major === 22 && minor >= 13);
  const specifier: string = builtIn ? 'node:sqlite' : '@photostructure/sqlite';
  // Both modules promise this API; the types of Node 20 know neither name as one type.
  const module = (await import(specifier)) as { DatabaseSync: SqliteClass };
  return module.DatabaseSync;
}
