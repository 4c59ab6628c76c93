/** Holds a directory for one server. The lock is the operating system's and dies with the process. */
import { join } from 'node:path';
import { errorCode } from './connection.ts';
import type { Sqlite, SqliteClass } from './library.ts';

const BUSY = 5;

export class DirectoryInUse extends Error {
  constructor(dataDir: string) {
    super(
      `The data directory ${dataDir} is in use by another Parley server. ` +
        'Stop that one first, or set DATA_DIR to another directory.',
    );
    this.name = 'DirectoryInUse';
  }
}

export const LOCK_FILE = 'lock';

/** Throws `DirectoryInUse`. The lock is held until what it returns is closed. */
export function lockDirectory(Database: SqliteClass, dataDir: string): Sqlite {
  const lock = new Database(join(dataDir, LOCK_FILE));
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
    return lock;
  } catch (cause) {
    lock.close();
    if (((errorCode(cause) ?? 0) & 0xff) === BUSY) throw new DirectoryInUse(dataDir);
    throw cause;
  }
}
