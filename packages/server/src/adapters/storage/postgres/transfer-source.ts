/** Reads a database in one repeatable-read snapshot, beside servers that may be writing it. */
import { NoDatabase, type TransferSource } from '../sql/transfer.ts';
import { connectForTransfer, tableReader } from './table-reader.ts';

/** Throws `NoDatabase`, or the driver's error when the database can't be reached. */
export async function openPostgresSource(url: string): Promise<TransferSource> {
  const client = await connectForTransfer(url);
  try {
    await client.query('begin isolation level repeatable read read only');
    const known = await client.query(`select 1 from pg_class where oid = to_regclass('schema_migrations')`);
    if (known.rowCount === 0) throw new NoDatabase('the database of DATABASE_URL');
    const { rows } = await client.query<{ name: string }>(
      'select name from schema_migrations order by name collate "C"',
    );
    return {
      dialect: 'postgres',
      ...tableReader(client),
      migrations: async () => rows.map(({ name }) => name),
      close: async () => {
        await client.end().catch(() => undefined);
      },
    };
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw cause;
  }
}
