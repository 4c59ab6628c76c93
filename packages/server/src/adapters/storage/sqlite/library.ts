/** Finds the `node:sqlite` API: Node's own where it has it, else the same API from a package. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { DatabaseSync } from '@photostructure/sqlite';

export type SqliteClass = typeof DatabaseSync;
export type Sqlite = InstanceType<SqliteClass>;

/** Where to import it from, absolute: a worker may live where packages are not found by name. */
export function sqliteLibrary(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  // Node's own needs no flag from 22.13 on.
  if (major > 22 || (major === 22 && minor >= 13)) return 'node:sqlite';
  return pathToFileURL(createRequire(import.meta.url).resolve('@photostructure/sqlite')).href;
}

export async function loadSqlite(library: string): Promise<SqliteClass> {
  // Both modules promise this API; the types of Node 20 know neither name as one type.
  const module = (await import(library)) as { DatabaseSync: SqliteClass };
  return module.DatabaseSync;
}
