/** The shapes of plain inserts: a table and the columns given, the same object for the same shape. */
import type { Param } from '../../../kernel/ports/log.ts';

export interface Shape {
  readonly table: string;
  readonly columns: readonly string[];
}

/** There are as many shapes as kinds of inserts in the code, so they are kept for good. */
export class Shapes {
  readonly #byTable = new Map<string, Shape[]>();

  of(table: string, row: Readonly<Record<string, Param>>): Shape {
    const columns = Object.keys(row);
    const shapes = this.#byTable.get(table) ?? [];
    const known = shapes.find((shape) => sameColumns(shape.columns, columns));
    if (known) return known;
    const shape = { table, columns };
    this.#byTable.set(table, [...shapes, shape]);
    return shape;
  }
}

function sameColumns(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((column, index) => column === right[index]);
}
