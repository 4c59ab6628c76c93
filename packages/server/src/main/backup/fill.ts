/** Fills an empty database from tables, whatever they come from, and proves that what is in it is what came. */
import type { NamedMigration } from '../../adapters/storage/sql/tables.ts';
import type { TransferRow, TransferTable, TransferTarget } from '../../adapters/storage/sql/transfer.ts';
import type { Progress } from './progress.ts';
import { Summing, type TableSum } from './row-lines.ts';

export interface Incoming {
  /** Every migration the tables have had. */
  readonly migrations: readonly string[];
  readonly tables: readonly TransferTable[];
  rows(table: TransferTable): AsyncIterable<readonly TransferRow[]>;
}

/**
 * Makes the schema as it was where the tables come from, puts the rows in, reads them back, and only then brings the
 * schema up to the code. Throws `SchemaTooNew`; nothing is committed here.
 */
export async function fill(
  target: TransferTarget,
  list: readonly NamedMigration[],
  incoming: Incoming,
  progress: Progress,
): Promise<void> {
  await target.migrate(list, new Set(incoming.migrations));
  const tables = matched(incoming.tables, await target.tables());
  const sums = new Map<string, TableSum>();
  await target.replace(async (put) => {
    for (const table of tables) {
      const summing = new Summing();
      await put(table, passing(incoming.rows(table), table.name, summing, progress));
      sums.set(table.name, summing.sum());
      progress.say(`${table.name}: ${summing.rows} rows`);
    }
  });
  for (const table of tables) {
    const summing = new Summing();
    for await (const _ of passing(target.rows(table), `${table.name}, checking`, summing, progress));
    const [came, there] = [sums.get(table.name), summing.sum()];
    if (came?.rows !== there.rows || came.sha256 !== there.sha256) {
      throw new Error(`The table ${table.name} reads back otherwise than it was written: nothing was kept.`);
    }
  }
  progress.say(`${tables.length} tables read back the same`);
  await target.migrate(list);
}

async function* passing(
  pieces: AsyncIterable<readonly TransferRow[]>,
  what: string,
  summing: Summing,
  progress: Progress,
): AsyncGenerator<readonly TransferRow[]> {
  for await (const rows of pieces) {
    summing.add(rows);
    progress.step(`${what}: ${summing.rows} rows`);
    yield rows;
  }
}

/** The target's own tables, when both sides have the same ones: their names go into statements, those of a backup never do. */
function matched(
  incoming: readonly TransferTable[],
  own: readonly TransferTable[],
): readonly TransferTable[] {
  const shape = (tables: readonly TransferTable[]) =>
    tables.map(({ name, columns }) => `${name} (${columns.join(', ')})`).sort();
  const [theirs, ours] = [shape(incoming), shape(own)];
  const odd = theirs.find((table) => !ours.includes(table)) ?? ours.find((table) => !theirs.includes(table));
  if (odd !== undefined) {
    throw new Error(`The tables are not those its migrations make; one that only one side has: ${odd}.`);
  }
  return own;
}
