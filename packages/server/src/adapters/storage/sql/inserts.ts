/**
 * Gathers plain inserts of many write sets into one insert per table. Within a write set the order of its inserts
 * is kept (a row may refer to one inserted before it); between write sets it is free until the next flush.
 */
import type { Statement } from '../../../kernel/ports/log.ts';
import type { SqlValue, Steps } from './steps.ts';

type InsertRow = Extract<Statement, { kind: 'insert' }>['row'];

interface Group {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: SqlValue[][];
}

export class Inserts {
  /** In the order they will be written. */
  #groups: Group[] = [];
  /** Where the write set under way stands in that order. */
  #reached = 0;

  get pending(): boolean {
    return this.#groups.length > 0;
  }

  /** A new write set begins: its inserts may go to any table again. */
  nextSet(): void {
    this.#reached = 0;
  }

  /** `resolve` turns a parameter into a value: seqs are known by now. */
  *add(table: string, row: InsertRow, resolve: (param: InsertRow[string]) => SqlValue): Steps<void> {
    const columns = Object.keys(row);
    const values = columns.map((column) => resolve(row[column] ?? null));
    let at = this.#groups.findIndex((group) => group.table === table && sameColumns(group.columns, columns));
    if (at >= 0 && at < this.#reached) {
      // An earlier table again: writing it first would put this row before one of its own write set.
      yield* this.flush();
      at = -1;
    }
    if (at < 0) at = this.#groups.push({ table, columns, rows: [] }) - 1;
    this.#groups[at]?.rows.push(values);
    this.#reached = at;
  }

  *flush(): Steps<void> {
    const groups = this.#groups;
    this.clear();
    for (const { table, columns, rows } of groups) yield { kind: 'insert', table, columns, rows };
  }

  clear(): void {
    this.#groups = [];
    this.#reached = 0;
  }
}

function sameColumns(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((column, index) => column === right[index]);
}
