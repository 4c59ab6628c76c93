/** Reads whole tables on one connection, inside its transaction. */
import pg from 'pg';
import {
  isKept,
  PIECE_ROWS,
  plainNumber,
  quoted,
  type TableReader,
  type TransferRow,
  type TransferTable,
} from '../sql/transfer.ts';

/** Types of columns, by what `format_type` calls them, and whether their order is one of text. */
const TYPES: Readonly<Record<string, 'text' | 'other'>> = {
  text: 'text',
  smallint: 'other',
  integer: 'other',
  bigint: 'other',
  'double precision': 'other',
  bytea: 'other',
};

const COLUMNS = `select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    coalesce(array_position(i.indkey::int2[], a.attnum), -1) as key, a.attidentity <> '' as identity
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')`;

export interface ColumnInfo {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  /** Its place in the primary key; -1 outside it. */
  readonly key: number;
  /** Whether the database numbers it. */
  readonly identity: boolean;
}

export async function columnsOf(client: pg.Client): Promise<readonly ColumnInfo[]> {
  const { rows } = await client.query<ColumnInfo>(COLUMNS);
  return rows.filter(({ table }) => isKept(table));
}

export function tableReader(client: pg.Client): TableReader {
  return {
    tables: async () => tablesOf(await columnsOf(client)),
    rows: (table) => rowsOf(client, table),
  };
}

function tablesOf(columns: readonly ColumnInfo[]): readonly TransferTable[] {
  const byTable = new Map<string, string[]>();
  for (const { table, name, type } of columns) {
    if (!(type in TYPES)) throw new Error(`Backups know no ${type}, the type of ${table}.${name}.`);
    byTable.set(table, [...(byTable.get(table) ?? []), name]);
  }
  return [...byTable]
    .map(([name, names]) => ({ name, columns: names.sort() }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function* rowsOf(
  client: pg.Client,
  { name, columns }: TransferTable,
): AsyncGenerator<readonly TransferRow[]> {
  const infos = (await columnsOf(client)).filter(({ table }) => table === name);
  const key = infos.filter((info) => info.key >= 0).sort((left, right) => left.key - right.key);
  const byName = columns.flatMap((column) => infos.filter((info) => info.name === column));
  const order = (key.length > 0 ? key : byName).map(
    (info) => `${quoted(info.name)}${TYPES[info.type] === 'text' ? ' collate "C"' : ''} nulls first`,
  );
  const select = `select ${columns.map(quoted).join(', ')} from ${quoted(name)} order by ${order.join(', ')}`;
  await client.query(`declare whole_table no scroll cursor for ${select}`);
  try {
    for (;;) {
      const { rows } = await client.query<TransferRow[number][]>({
        text: `fetch ${PIECE_ROWS} from whole_table`,
        rowMode: 'array',
      });
      if (rows.length === 0) break;
      yield rows;
    }
  } finally {
    // In a transaction that failed it is closed already.
    await client.query('close whole_table').catch(() => undefined);
  }
}

const INT8 = 20;

/** Connects without limits of time: a table takes as long as it is large. Throws when the database can't be reached. */
export async function connectForTransfer(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'parley-transfer',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 && format !== 'binary'
          ? (value: string) => plainNumber(BigInt(value))
          : pg.types.getTypeParser(oid, format ?? 'text'),
    },
  });
  // Whoever waits for an answer is told by it; without a listener a lost connection would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0');
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw cause;
  }
  return client;
}
