/** The one thread that reads the SQLite database, over several connections so that snapshots don't wait for each other. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { answerCalls } from './calls.ts';
import { Connection } from './connection.ts';
import { loadSqlite } from './library.ts';
import { DATABASE_FILE, flatten, type ReaderCalls, type WorkerSettings } from './protocol.ts';

// The only spawner is open.ts beside this file.
const { dataDir, library, snapshotCacheKb = 128 } = workerData as WorkerSettings;
const Database = await loadSqlite(library);

/** The slot of single reads. */
const SHARED = 0;
/**
 * Little, for the pages one snapshot reads more than once: after a burst every connection would else keep megabytes of the
 * same database, which the system's cache has too, and which the next commit makes useless.
 */
const SNAPSHOT_CACHE = `pragma cache_size = -${snapshotCacheKb}`;

const connections = new Map<number, Connection>();

function at(slot: number): Connection {
  const known = connections.get(slot);
  if (known) return known;
  const db = new Database(join(dataDir, DATABASE_FILE), { readOnly: true, timeout: 10_000 });
  if (slot !== SHARED) db.exec(SNAPSHOT_CACHE);
  const connection = new Connection(db);
  connections.set(slot, connection);
  return connection;
}

if (!parentPort) throw new Error('this module runs in a worker thread');
answerCalls<ReaderCalls>(
  parentPort,
  {
    query: ({ slot, sql, params }) => flatten(at(slot).all(sql, params)),
    begin: (slot) => {
      at(slot).run('begin deferred', []);
      return undefined;
    },
    end: (slot) => {
      if (at(slot).inTransaction) at(slot).run('rollback', []);
      return undefined;
    },
  },
  () => false,
  () => {
    for (const connection of connections.values()) connection.close();
  },
);
