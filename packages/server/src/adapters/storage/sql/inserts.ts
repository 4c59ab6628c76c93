/**
 * Gathers plain inserts of many write sets into one insert per table. Within a write set the order of its inserts
 * is kept (a row may refer to one inserted before it); between write sets it is free until the next flush.
 */
import type { Shape } from './shapes.ts';
import type { SqlValue, Steps } from './steps.ts';

interface Group {
  readonly shape: Shape;
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

  *add(shape: Shape, values: SqlValue[]): Steps<void> {
    let at = this.#groups.findIndex((group) => group.shape === shape);
    if (at >= 0 && at < this.#reached) {
      // An earlier table again: writing it first would put this row before one of its own write set.
      yield* this.flush();
      at = -1;
    }
    if (at < 0) at = this.#groups.push({ shape, rows: [] }) - 1;
    this.#groups[at]?.rows.push(values);
    this.#reached = at;
  }

  *flush(): Steps<void> {
    const groups = this.#groups;
    this.clear();
    for (const { shape, rows } of groups) yield { kind: 'insert', shape, rows };
  }

  clear(): void {
    this.#groups = [];
    this.#reached = 0;
  }
}
