/** Kysely over the workers: queries are compiled here and carried out there. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { SqlValue } from '../sql/steps.ts';
import { type FlatRows, unflatten } from './protocol.ts';

/** What carries queries out. A transaction is on the line between `begin` and `end`. */
export interface Line {
  query(sql: string, params: readonly SqlValue[]): Promise<FlatRows>;
  begin(): Promise<void>;
  end(how: 'commit' | 'rollback'): Promise<void>;
}

/** Every query and every transaction gets a line of its own. */
export function dialectOver(newLine: () => Line): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new LineDriver(newLine),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class LineConnection implements DatabaseConnection {
  readonly line: Line;

  constructor(line: Line) {
    this.line = line;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    // Kysely types parameters as unknown; the database refuses what it can't bind.
    const result = await this.line.query(sql, parameters as readonly SqlValue[]);
    // Which columns come back is Kysely's promise to its caller.
    const rows = unflatten(result) as R[];
    return { rows, numAffectedRows: BigInt(result.changes) };
  }

  // biome-ignore lint/correctness/useYield: the interface asks for it, and results here are small enough to come whole.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported: read in pages');
  }
}

class LineDriver implements Driver {
  readonly #newLine: () => Line;

  constructor(newLine: () => Line) {
    this.#newLine = newLine;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<LineConnection> {
    return new LineConnection(this.#newLine());
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await lineOf(connection).begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await lineOf(connection).end('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await lineOf(connection).end('rollback');
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}

function lineOf(connection: DatabaseConnection): Line {
  if (connection instanceof LineConnection) return connection.line;
  throw new Error('a connection of another driver');
}
