/** What became of a transaction whose COMMIT was never answered: the server is asked, on another connection. */
import type pg from 'pg';
import { Patience } from './patience.ts';
import { connectForTransfer } from './table-reader.ts';

/** The name of the transaction under way, by which it can be asked after. */
export async function transactionId(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>('select txid_current()::text as id');
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('a transaction has an id');
  return id;
}

/** `unknown` when the server could not be asked, or had not ended the transaction, for that long. */
export async function outcomeOf(
  id: string,
  url: string,
  waitMs: number,
): Promise<'committed' | 'aborted' | 'unknown'> {
  const patience = new Patience(waitMs);
  do {
    const status = await statusOf(id, url).catch(() => null);
    if (status === 'committed' || status === 'aborted') return status;
  } while (await patience.wait());
  return 'unknown';
}

async function statusOf(id: string, url: string): Promise<string | null> {
  const client = await connectForTransfer(url);
  try {
    const { rows } = await client.query<{ status: string | null }>('select txid_status($1) as status', [id]);
    return rows[0]?.status ?? null;
  } finally {
    await client.end().catch(() => undefined);
  }
}
