/** Fault × promise × how much was checked. */
import { type Judgement, PROMISES } from '../checker/judgement.ts';
import type { Outcome } from './story.ts';

/**
 * Outcomes of one fault are added up. A cell says in how many places the promise was looked at and held, or how often it
 * was broken; a dash where nothing was looked at.
 */
export function table(outcomes: readonly Outcome[]): string {
  const byFault = new Map<string, Judgement[]>();
  for (const { fault, judgements } of outcomes) {
    byFault.set(fault, [...(byFault.get(fault) ?? []), ...judgements]);
  }
  const rows = [...byFault].map(([fault, judgements]) => row(fault, judgements));
  const total = row('all', [...byFault.values()].flat());
  return aligned([['fault', ...PROMISES, 'operations'], ...rows, total]);
}

/** Acknowledged commands and events received. */
export function operations(judgements: readonly Judgement[]): number {
  return checked(judgements, 'P1') + checked(judgements, 'P2');
}

function row(name: string, judgements: readonly Judgement[]): string[] {
  const cells = PROMISES.map((promise) => {
    const broken = judgements.filter((one) => one.promise === promise).flatMap((one) => one.broken);
    if (broken.length > 0) return `BROKEN ${broken.length}`;
    const count = checked(judgements, promise);
    return count === 0 ? '-' : count.toLocaleString('en');
  });
  return [name, ...cells, operations(judgements).toLocaleString('en')];
}

function checked(judgements: readonly Judgement[], promise: Judgement['promise']): number {
  return judgements.filter((one) => one.promise === promise).reduce((sum, one) => sum + one.checked, 0);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
