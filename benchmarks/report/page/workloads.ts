/** What every target took for every workload. */
import { spread } from '../../measure/statistics.ts';
import type { TargetName } from '../../targets/target.ts';
import { besidesOf } from '../../workloads/figures.ts';
import type { Figure, Workload } from '../../workloads/workload.ts';
import { number, range, ratioDigits } from '../numbers.ts';
import { countRounds, currentResult, type Result, type Results, roundsOf } from '../results.ts';
import { type Rounds, ratiosOver, valuesOf } from '../rounds.ts';
import { isDisturbed, QUIET_SHARE } from '../verdicts.ts';
import { markdownTable } from './markdown.ts';

export function workloadSections(workloads: readonly Workload[], results: Results): string {
  return workloads
    .map((workload) => {
      const result = currentResult(results, workload);
      const words = result
        ? measured(workload, result)
        : results[workload.name]
          ? ['It was changed since it was measured.']
          : ['It was not measured yet.'];
      return [`### \`${workload.name}\``, '', `${workload.title}. ${words.join('\n\n')}`].join('\n');
    })
    .join('\n\n');
}

function measured(workload: Workload, result: Result): string[] {
  return [[taken(result), ...reservations(result)].join(' '), figuresTable(workload, result)];
}

function taken(result: Result): string {
  const rounds = countRounds(result);
  return `Measured on ${result.at.slice(0, 10)} at \`${result.commit}\`, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}.`;
}

function reservations({ targets, skipped }: Result): string[] {
  const runs = targets.flatMap((target) => target.runs);
  const disturbed = runs.filter(isDisturbed).length;
  const faults = targets.flatMap(({ name, runs }) =>
    runs.flatMap((run) => run.faults.map((fault) => `\`${name}\`: ${fault}`)),
  );
  return [
    ...skipped.map(({ name, lacks }) => `\`${name}\` was left out for want of ${lacks.join(' and ')}.`),
    ...(disturbed === 0
      ? []
      : [
          `In ${disturbed} of ${runs.length} runs others took more than ${QUIET_SHARE * 100} % of a core: provisional.`,
        ]),
    ...(faults.length === 0 ? [] : [`**WRONG**: ${[...new Set(faults)].join('; ')}.`]),
  ];
}

/** The figures that bars are about, of whoever has them. */
function figuresTable({ bars }: Workload, result: Result): string {
  const figures = new Map(bars.map(({ figure }) => [figure.name, figure]));
  const rounds = roundsOf(result);
  const rows = [...figures.values()].flatMap((figure) => {
    const having = result.targets.filter(({ name }) => valuesOf(rounds, name, figure).every(Number.isFinite));
    return having.map((target, index) => [
      index === 0 ? `${figure.title} (${figure.unit})` : '',
      ...cellsOf(figure, target.name, target.title, rounds),
    ]);
  });
  return markdownTable(
    [
      { title: 'figure', align: 'left' },
      { title: 'target', align: 'left' },
      { title: 'median', align: 'right' },
      { title: 'range', align: 'right' },
      { title: 'beside it', align: 'left' },
      { title: 'Parley ÷ it', align: 'right' },
    ],
    rows,
  );
}

function cellsOf(figure: Figure, name: TargetName, title: string, rounds: Rounds): string[] {
  const values = valuesOf(rounds, name, figure);
  const seen = spread(values);
  const besides = besidesOf(figure, Object.keys(rounds.get(name)?.[0]?.figures ?? {})).map(
    (beside) => `${beside.title} ${number(spread(valuesOf(rounds, name, beside)).median, beside.digits)}`,
  );
  return [
    `\`${name}\`: ${title}`,
    number(seen.median, figure.digits),
    values.length === 1 ? '' : range(seen, figure.digits),
    besides.join(', '),
    name === 'parley' ? '' : ratioText(ratiosOver(rounds, 'parley', name, figure)),
  ];
}

/** Nothing where Parley has no such figure, or the other's is nought. */
function ratioText(ratios: readonly number[]): string {
  if (ratios.length === 0 || !ratios.every(Number.isFinite)) return '';
  const { median } = spread(ratios);
  return `${number(median, ratioDigits(median))}×`;
}
