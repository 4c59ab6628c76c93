/** The report people read. */
import { cpus } from 'node:os';
import type { Run } from '../measure/run.ts';
import type { Spread } from '../measure/statistics.ts';
import { PARLEY_SETTINGS } from '../targets/parley-process.ts';
import type { Workload } from '../workloads/workload.ts';
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

export function runLine(target: string, { figures, othersShare, faults }: Run): string {
  const shown = Object.entries(figures).map(([name, value]) => `${name} ${number(value)}`);
  const share = `${(othersShare * 100).toFixed(0)} % of a core to others`;
  return [
    `  ${target.padEnd(16)} ${shown.join(', ')} (${share})`,
    ...faults.map((f) => `    WRONG: ${f}`),
  ].join('\n');
}

const HEAD = ['workload', 'figure', 'Parley', 'peer', 'ratio', 'range', 'bar', ''];

export function table(verdicts: readonly Verdict[], workloads: readonly Workload[]): string {
  const rows = verdicts.map((verdict) => {
    const { figure, of, against, limit } = verdict.bar;
    const show = (value: number) => `${number(value, figure.digits)} ${figure.unit}`;
    const digits = against === null ? figure.digits : 2;
    const sign = limit.kind === 'at least' ? '≥' : '≤';
    const unit = against === null ? ` ${figure.unit}` : '×';
    return [
      verdict.workload,
      figure.title,
      [show(verdict.parley.median), ...(of === undefined ? [] : [of])].join(' '),
      verdict.peer === null ? '' : `${show(verdict.peer.median)} ${against}`,
      against === null ? '' : `${number(verdict.result.median, 2)}×`,
      range(verdict.result, digits),
      `${sign} ${limit.value}${unit}`,
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

function range({ min, max }: Spread, digits: number): string {
  return `${number(min, digits)}–${number(max, digits)}`;
}

function number(value: number, digits?: number): string {
  const places = digits ?? (Math.abs(value) >= 100 ? 0 : 2);
  return value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
}
