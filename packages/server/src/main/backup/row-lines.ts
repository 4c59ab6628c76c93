/**
 * A row as a line of text, the same from either database: a JSON array with a value per column. Bytes are
 * `{"b":base64}`, whole numbers beyond a double's `{"i":decimal}`. Sums are taken over these lines.
 */
import { createHash } from 'node:crypto';
import type { TransferRow, TransferValue } from '../../adapters/storage/sql/transfer.ts';
import { BackupDamaged } from './damaged.ts';

export function lineOf(row: TransferRow): string {
  return JSON.stringify(row.map(encoded));
}

function encoded(value: TransferValue): unknown {
  if (typeof value === 'bigint') return { i: value.toString() };
  if (value instanceof Uint8Array) return { b: Buffer.from(value).toString('base64') };
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Error(`A number that is none (${value}) can't be carried over.`);
  }
  return value;
}

/** Throws `BackupDamaged` unless it is a row of `width` values. */
export function rowOf(line: string, width: number): TransferRow {
  let values: unknown;
  try {
    values = JSON.parse(line);
  } catch {
    throw new BackupDamaged('a row is not JSON');
  }
  if (!Array.isArray(values) || values.length !== width) throw new BackupDamaged('a row has other columns');
  return values.map(decoded);
}

function decoded(value: unknown): TransferValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'object') {
    if ('b' in value && typeof value.b === 'string') return Buffer.from(value.b, 'base64');
    if ('i' in value && typeof value.i === 'string' && /^-?\d{1,19}$/.test(value.i)) return BigInt(value.i);
  }
  throw new BackupDamaged('a value is of no known kind');
}

/** How many rows, and what they say. */
export interface TableSum {
  readonly rows: number;
  /** SHA-256 of the lines, each with its line end. */
  readonly sha256: string;
}

/** Adds up rows as they pass. */
export class Summing {
  #rows = 0;
  readonly #hash = createHash('sha256');

  /** Returns the lines of a piece, as they are written. */
  add(rows: readonly TransferRow[]): string {
    const text = rows.map((row) => `${lineOf(row)}\n`).join('');
    this.#rows += rows.length;
    this.#hash.update(text);
    return text;
  }

  get rows(): number {
    return this.#rows;
  }

  sum(): TableSum {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}
