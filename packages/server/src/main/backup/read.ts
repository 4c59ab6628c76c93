/** Reads a backup's tables, a piece at a time, and checks each against the manifest as it passes. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { PIECE_ROWS, type TransferRow } from '../../adapters/storage/sql/transfer.ts';
import { BackupDamaged } from './damaged.ts';
import { TABLES_FOLDER, type TableEntry } from './manifest.ts';
import { rowOf } from './row-lines.ts';

/** Far beyond any row there is. */
const LINE_MAX_BYTES = 64 * 1_048_576;
const LINE_END = 0x0a;

/** Throws `BackupDamaged`, at the latest after the last row. */
export async function* tableRows(folder: string, table: TableEntry): AsyncGenerator<readonly TransferRow[]> {
  const hash = createHash('sha256');
  let count = 0;
  let piece: TransferRow[] = [];
  for await (const line of linesOf(join(folder, TABLES_FOLDER, `${table.name}.ndjson.gz`), table)) {
    hash.update(line).update('\n');
    piece.push(rowOf(line.toString('utf8'), table.columns.length));
    count += 1;
    if (piece.length < PIECE_ROWS) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
  if (count !== table.rows) {
    throw new BackupDamaged(`the table ${table.name} has ${count} rows and should have ${table.rows}`);
  }
  if (hash.digest('hex') !== table.sha256) {
    throw new BackupDamaged(`the table ${table.name} is not what was written`);
  }
}

/** Never unpacks more than the manifest says there is, whatever the file would unpack to. */
async function* linesOf(path: string, table: TableEntry): AsyncGenerator<Buffer> {
  let bytes = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of unpacked(path, table)) {
    bytes += chunk.length;
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, end)]);
      rest = [];
      restBytes = 0;
      from = end + 1;
    }
    rest.push(chunk.subarray(from));
    restBytes += chunk.length - from;
    if (bytes > table.bytes || restBytes > LINE_MAX_BYTES) {
      throw new BackupDamaged(`the table ${table.name} is larger than what was written`);
    }
  }
  if (restBytes > 0) throw new BackupDamaged(`the table ${table.name} ends within a row`);
}

async function* unpacked(path: string, table: TableEntry): AsyncGenerator<Buffer> {
  const unzipped = createGunzip();
  // Its failure reaches whoever reads: it ends `unzipped` with the same error.
  pipeline(createReadStream(path), unzipped, () => undefined);
  const chunks = unzipped[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<Buffer>;
    try {
      next = await chunks.next();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new BackupDamaged(`the table ${table.name} can't be read (${why})`);
    }
    if (next.done) return;
    yield next.value;
  }
}
