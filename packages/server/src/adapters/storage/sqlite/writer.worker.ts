/** The one thread that writes the SQLite database. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { commitBatch } from '../sql/batch.ts';
import { StepFailure } from '../sql/steps.ts';
import { answerCalls } from './calls.ts';
import { ChannelCache } from './channel-cache.ts';
import { packOutcomes, unpackEntries } from './codec.ts';
import { Connection } from './connection.ts';
import { carryOut } from './executor.ts';
import { loadSqlite, type Sqlite } from './library.ts';
import { lockDirectory } from './lock.ts';
import { DATABASE_FILE, flatten, type WorkerSettings, type WriterCalls } from './protocol.ts';

// The only spawner is open.ts beside this file.
const { dataDir, library } = workerData as WorkerSettings;
const Database = await loadSqlite(library);

let lock: Sqlite | undefined;
let opened: Connection | undefined;
const channels = new ChannelCache();

function connection(): Connection {
  if (!opened) throw new Error('the database is not open');
  return opened;
}

function open(): void {
  lock = lockDirectory(Database, dataDir);
  const db = new Database(join(dataDir, DATABASE_FILE), { timeout: 10_000 });
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  // Room for the pages a busy minute touches (32 MB), and checkpoints seldom enough (64 MB) to write a page once for many commits.
  db.exec('pragma cache_size = -32000; pragma wal_autocheckpoint = 16000');
  opened = new Connection(db);
}

function inTransaction<T>(work: (connection: Connection) => T): T {
  const current = connection();
  channels.clear();
  current.run('begin immediate', []);
  try {
    const result = work(current);
    current.run('commit', []);
    return result;
  } catch (cause) {
    if (current.inTransaction) current.run('rollback', []);
    throw cause;
  }
}

if (!parentPort) throw new Error('this module runs in a worker thread');
answerCalls<WriterCalls>(
  parentPort,
  {
    open: () => {
      open();
      return undefined;
    },
    commit: ({ entries, context }) =>
      packOutcomes(carryOut(commitBatch(unpackEntries(entries), context), connection(), channels)),
    upkeep: (statements) =>
      inTransaction((current) => statements.map(({ sql, params }) => current.run(sql, params))),
    write: ({ sql, params }) => flatten(connection().all(sql, params)),
    query: ({ sql, params }) => {
      channels.clear();
      const rows = connection().all(sql, params);
      const [count] = connection().all('select changes() as n', []);
      return flatten(rows, Number(count?.n ?? 0));
    },
  },
  (cause) => cause instanceof StepFailure && cause.kind === 'fatal',
  () => {
    opened?.close();
    lock?.close();
  },
);
