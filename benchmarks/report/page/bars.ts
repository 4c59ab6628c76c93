/** What the workloads are held to, and whether they keep it. */
import type { Bar, Workload } from '../../workloads/workload.ts';
import { inUnit, number, range, ratioDigits } from '../numbers.ts';
import { currentResult, type Results, roundsOf } from '../results.ts';
import { type Verdict, verdictsOf } from '../verdicts.ts';
import { markdownTable } from './markdown.ts';

export interface HeldBar {
  readonly workload: string;
  readonly bar: Bar;
  /** None where who or what it is about was not measured. */
  readonly verdict: Verdict | null;
}

export function heldBars(workloads: readonly Workload[], results: Results): HeldBar[] {
  return workloads.flatMap((workload) => {
    const result = currentResult(results, workload);
    const verdicts = result ? verdictsOf(workload, roundsOf(result)) : [];
    return workload.bars.map((bar) => {
      const verdict = verdicts.find((one) => one.bar === bar && Number.isFinite(one.result.median));
      return { workload: workload.name, bar, verdict: verdict ?? null };
    });
  });
}

/** In a sentence; misses are named and not left to the table. */
export function summary(bars: readonly HeldBar[]): string {
  const measured = bars.flatMap(({ verdict }) => (verdict ? [verdict] : []));
  const missed = measured.filter(({ met }) => !met);
  const unmeasured = bars.length - measured.length;
  const named = missed.map(
    ({ workload, bar }) =>
      `${aboutText(bar)}${bar.against === null ? '' : ` against \`${bar.against}\``} (\`${workload}\`)`,
  );
  return [
    `**${measured.length - missed.length} of ${bars.length} bars are met.**`,
    ...(missed.length === 0 ? [] : [`Missed: ${named.join(', ')}.`]),
    ...(unmeasured === 0 ? [] : [`${unmeasured} ${unmeasured === 1 ? 'is' : 'are'} not measured.`]),
  ].join(' ');
}

export function barsTable(bars: readonly HeldBar[]): string {
  return markdownTable(
    [
      { title: 'workload', align: 'left' },
      { title: 'figure', align: 'left' },
      { title: 'Parley', align: 'right' },
      { title: 'peer', align: 'right' },
      { title: 'ratio', align: 'right' },
      { title: 'range', align: 'right' },
      { title: 'bar', align: 'right' },
      { title: '', align: 'left' },
    ],
    bars.map(row),
  );
}

function row({ workload, bar, verdict }: HeldBar): string[] {
  const { figure, against, limit } = bar;
  const sign = limit.kind === 'at least' ? '≥' : '≤';
  const held = `${sign} ${inUnit(String(limit.value), against === null ? figure.unit : '×')}`;
  const about = [`\`${workload}\``, aboutText(bar)];
  const peerName = against === null ? '' : `\`${against}\``;
  if (verdict === null) return [...about, '', peerName, '', '', held, 'not measured'];
  const { parley, peer, result } = verdict;
  const digits = against === null ? figure.digits : ratioDigits(result.median);
  const show = (value: number) => inUnit(number(value, figure.digits), figure.unit);
  return [
    ...about,
    show(parley.median),
    peer === null ? '' : `${show(peer.median)} ${peerName}`,
    against === null ? '' : `${number(result.median, digits)}×`,
    result.min === result.max ? '' : range(result, digits),
    held,
    outcome(verdict),
  ];
}

function aboutText({ figure, of }: Bar): string {
  return `${figure.title}${of === undefined ? '' : `, \`${of}\``}`;
}

function outcome({ met, disturbed, faults }: Verdict): string {
  if (faults.length > 0) return '**WRONG**';
  return `${met ? 'met' : '**missed**'}${disturbed ? ', disturbed' : ''}`;
}
