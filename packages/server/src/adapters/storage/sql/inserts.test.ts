import { expect, it } from 'vitest';
import { Inserts } from './inserts.ts';
import { Shapes } from './shapes.ts';
import type { Step, Steps } from './steps.ts';

/** The inserts as they would be written: `table: ids`. */
function written(steps: Steps<void>): string[] {
  const seen: string[] = [];
  for (let next = steps.next(); !next.done; next = steps.next({ rows: [], changes: 0 }))
    seen.push(shown(next.value));
  return seen;
}

function shown(step: Step): string {
  if (step.kind !== 'insert') return step.kind;
  const { table, columns } = step.shape;
  return `${table}(${columns.join()}): ${step.rows.map((row) => row.join()).join(' ')}`;
}

function* sets(...list: readonly (readonly [table: string, id: string, extra?: string][])[]): Steps<void> {
  const inserts = new Inserts();
  const shapes = new Shapes();
  for (const set of list) {
    inserts.nextSet();
    for (const [table, id, extra] of set) {
      const row = extra === undefined ? { id } : { id, extra };
      yield* inserts.add(shapes.of(table, row), Object.values(row));
    }
  }
  yield* inserts.flush();
}

it('gathers the rows of each table over write sets', () => {
  const order = written(
    sets(
      [
        ['a', '1'],
        ['b', '1'],
      ],
      [['b', '2']],
      [
        ['a', '3'],
        ['b', '3'],
      ],
    ),
  );
  expect(order).toEqual(['a(id): 1 3', 'b(id): 1 2 3']);
});

it('keeps rows with other columns apart', () => {
  const order = written(sets([['a', '1']], [['a', '2', 'x']], [['a', '3']]));
  expect(order).toEqual(['a(id): 1 3', 'a(id,extra): 2,x']);
});

it('never writes a row of a write set before one it put earlier', () => {
  const order = written(
    sets(
      [['parts', '1']],
      [
        ['notes', '2'],
        ['parts', '2'],
      ],
    ),
  );
  expect(order).toEqual(['parts(id): 1', 'notes(id): 2', 'parts(id): 2']);
});

it('keeps the order inside one write set that goes back and forth', () => {
  const order = written(
    sets([
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
      ['a', '4'],
      ['b', '5'],
    ]),
  );
  expect(order).toEqual(['a(id): 1', 'b(id): 2', 'a(id): 3 4', 'b(id): 5']);
});
