/** Fault × promise × how much was checked. */
import type { Outcome } from './story.ts';

export const PROMISES = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P11'] as const;

/** Outcomes of one fault are added up; `ok` where a promise held, else how often it was broken. */
export function table(outcomes: readonly Outcome[]): string {
  const byFault = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    byFault.set(outcome.fault, [...(byFault.get(outcome.fault) ?? []), outcome]);
  }
  const rows = [...byFault].map(([fault, of]) => [
    fault,
    ...PROMISES.map((promise) => {
      const broken = of.flatMap(({ violations }) => violations).filter((found) => found.promise === promise);
      return broken.length === 0 ? 'ok' : `BROKEN ${broken.length}`;
    }),
    sum(of).toLocaleString('en'),
  ]);
  const total = ['all', ...PROMISES.map(() => ''), sum(outcomes).toLocaleString('en')];
  return aligned([['fault', ...PROMISES, 'checked'], ...rows, total]);
}

function sum(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((all, { checked }) => all + checked, 0);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
