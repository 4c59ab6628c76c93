/** The report people read. */
import { cpus } from 'node:os';
import type { Run } from '../measure/run.ts';
import { PARLEY_SETTINGS } from '../targets/parley-process.ts';
import type { Workload } from '../workloads/workload.ts';
import { inUnit, number, range, ratioDigits } from './numbers.ts';
import type { Result } from './results.ts';
import { isDisturbed, QUIET_SHARE, type Verdict } from './verdicts.ts';

export function preface(rounds: number, pinned: boolean): string {
  const settings = Object.entries(PARLEY_SETTINGS).map(([name, value]) => `${name}=${value}`);
  return [
    `Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; ${rounds} rounds, targets in turn`,
    `Parley as built, durable (SQLite, synchronous=FULL), with ${settings.join(' ')}`,
    pinned
      ? 'server and load generator pinned to a core each'
      : 'server and load generator NOT pinned to cores',
    'clients: Socket.IO over WebSocket, from a process of their own',
  ].join('\n');
}

export function skippedLine(target: string, lacks: readonly string[]): string {
  return `  ${target} is skipped: it needs ${lacks.join(' and ')}, which this machine does not have`;
}

export function runLine(target: string, { figures, othersShare, faults }: Run): string {
  const shown = Object.entries(figures).map(([name, value]) => `${name} ${number(value)}`);
  const share = `${(othersShare * 100).toFixed(0)} % of a core to others`;
  return [
    `  ${target.padEnd(16)} ${shown.join(', ')} (${share})`,
    ...faults.map((f) => `    WRONG: ${f}`),
  ].join('\n');
}

/** Why the report does not show this run. */
export function keptLine({ at, commit }: Result): string {
  return `  the report keeps the result of ${at} (${commit}), which has more targets or rounds`;
}

const HEAD = ['workload', 'figure', 'Parley', 'peer', 'ratio', 'range', 'bar', ''];

export function table(verdicts: readonly Verdict[], workloads: readonly Workload[]): string {
  const rows = verdicts.map((verdict) => {
    const { figure, of, against, limit } = verdict.bar;
    const show = (value: number) => inUnit(number(value, figure.digits), figure.unit);
    const digits = against === null ? figure.digits : ratioDigits(verdict.result.median);
    const sign = limit.kind === 'at least' ? '≥' : '≤';
    return [
      verdict.workload,
      figure.title,
      [show(verdict.parley.median), ...(of === undefined ? [] : [of])].join(' '),
      verdict.peer === null ? '' : `${show(verdict.peer.median)} ${against}`,
      against === null ? '' : `${number(verdict.result.median, digits)}×`,
      range(verdict.result, digits),
      `${sign} ${inUnit(String(limit.value), against === null ? figure.unit : '×')}`,
      outcome(verdict),
    ];
  });
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const titles = workloads.map(({ name, title }) => `  ${name}: ${title}`);
  return [...lines, '', ...titles].join('\n');
}

function outcome({ met, disturbed, faults }: Verdict): string {
  if (faults.length > 0) return 'WRONG';
  return `${met ? 'met' : 'MISSED'}${disturbed ? ' (disturbed)' : ''}`;
}

/** Why figures marked so are provisional. */
export function disturbance(runs: readonly Run[]): string | null {
  const count = runs.filter(isDisturbed).length;
  if (count === 0) return null;
  const limit = `${QUIET_SHARE * 100} % of a core`;
  return `${count} of ${runs.length} runs were disturbed (others took more than ${limit}): repeat on a quiet machine`;
}
