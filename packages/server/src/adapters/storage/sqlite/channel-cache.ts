/**
 * The counters of channels as the last commit left them. One thread alone writes this database, so it need not read again
 * what it wrote itself. A channel without a row counts as one whose counters are 0.
 */
import type { Row } from '../sql/steps.ts';

type Counters = readonly [id: string, seq: number, aclVersion: number];

export class ChannelCache {
  readonly #max: number;
  /** The longest unused first. */
  readonly #known = new Map<string, Row>();
  /** Written, and not committed yet. */
  #written: readonly Counters[] = [];

  constructor(max = 20_000) {
    this.#max = max;
  }

  /** Rows of `ids`; `select` reads those that are not known. */
  rows(ids: readonly string[], select: (missing: readonly string[]) => readonly Row[]): Row[] {
    const missing: string[] = [];
    const rows: Row[] = [];
    for (const id of ids) {
      const row = this.#known.get(id);
      if (row === undefined) missing.push(id);
      else rows.push(row);
    }
    if (missing.length === 0) return rows;
    const found = new Map(select(missing).map((row) => [row.id, row]));
    for (const id of missing) {
      const row = found.get(id) ?? rowOf([id, 0, 0]);
      this.#keep(id, row);
      rows.push(row);
    }
    return rows;
  }

  written(counters: readonly Counters[]): void {
    this.#written = counters;
  }

  committed(): void {
    for (const counters of this.#written) this.#keep(counters[0], rowOf(counters));
    this.#written = [];
  }

  rolledBack(): void {
    this.#written = [];
  }

  /** Others wrote, or may have. */
  clear(): void {
    this.#known.clear();
    this.#written = [];
  }

  #keep(id: string, row: Row): void {
    this.#known.delete(id);
    this.#known.set(id, row);
    if (this.#known.size <= this.#max) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}

function rowOf([id, seq, aclVersion]: Counters): Row {
  return { id, head_seq: seq, acl_version: aclVersion };
}
