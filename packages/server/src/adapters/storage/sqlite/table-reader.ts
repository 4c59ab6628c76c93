/** Reads whole tables on one connection. */
import {
  isKept,
  NoDatabase,
  PIECE_ROWS,
  plainNumber,
  quoted,
  type TableReader,
  type TransferRow,
  type TransferTable,
  type TransferValue,
} from '../sql/transfer.ts';
import type { Sqlite } from './library.ts';

export function tableReader(db: Sqlite): TableReader {
  return { tables: async () => tablesOf(db), rows: (table) => rowsOf(db, table) };
}

/** Names of the migrations the database has had. */
export function migrationsOf(db: Sqlite, where: string): readonly string[] {
  const known = db.prepare(`select 1 from sqlite_schema where name = 'schema_migrations'`).all();
  if (known.length === 0) throw new NoDatabase(where);
  // The column is text and not null.
  const rows = db.prepare('select name from schema_migrations order by name').all() as { name: string }[];
  return rows.map(({ name }) => name);
}

interface ColumnInfo {
  readonly name: string;
  /** Its place in the primary key, from 1; 0 outside it. */
  readonly pk: number;
  /** 0 for an ordinary column; others are generated or of a virtual table. */
  readonly hidden: number;
}

// The pragmas below promise these columns.
function columnsOf(db: Sqlite, table: string): readonly ColumnInfo[] {
  return db.prepare(`pragma table_xinfo(${quoted(table)})`).all() as ColumnInfo[];
}

function tablesOf(db: Sqlite): readonly TransferTable[] {
  const rows = db.prepare('pragma main.table_list').all() as { name: string; type: string }[];
  return rows
    .filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_') && isKept(name))
    .map(({ name }) => ({
      name,
      columns: columnsOf(db, name)
        .filter(({ hidden }) => hidden === 0)
        .map((column) => column.name)
        .sort(),
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function* rowsOf(db: Sqlite, { name, columns }: TransferTable): AsyncGenerator<readonly TransferRow[]> {
  const key = columnsOf(db, name)
    .filter(({ pk }) => pk > 0)
    .sort((left, right) => left.pk - right.pk)
    .map((column) => column.name);
  const order = (key.length > 0 ? key : columns).map(quoted).join(', ');
  const statement = db.prepare(
    `select ${columns.map(quoted).join(', ')} from ${quoted(name)} order by ${order}`,
  );
  statement.setReadBigInts(true);
  let piece: TransferRow[] = [];
  // SQLite has these five kinds of values and no others.
  for (const row of statement.iterate() as Iterable<Record<string, TransferValue>>) {
    piece.push(columns.map((column) => plain(row[column] ?? null)));
    if (piece.length < PIECE_ROWS) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

function plain(value: TransferValue): TransferValue {
  return typeof value === 'bigint' ? plainNumber(value) : value;
}
