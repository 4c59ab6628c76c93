/** What a comparison with the baseline says to people. */
import { number, ratioDigits } from '../numbers.ts';
import type { Comparison } from './baseline.ts';
import type { Ratio } from './ratios.ts';

/** What got worse comes last, where it is seen. */
const ORDER = ['not measured', 'not accepted yet', 'disturbed', 'better', 'worse', 'wrong'] as const;

export function comparisonText(comparisons: readonly Comparison[]): string {
  const same = comparisons.filter(({ kind }) => kind === 'as it was').length;
  const others = ORDER.flatMap((kind) => comparisons.filter((comparison) => comparison.kind === kind));
  return [
    `against benchmarks/baseline.json: ${same} of ${comparisons.length} ratios are as they were`,
    ...others.map((comparison) => `  ${line(comparison)}`),
  ].join('\n');
}

function line(comparison: Comparison): string {
  const { workload, kind } = comparison;
  switch (comparison.kind) {
    case 'wrong':
      return `WRONG: ${workload}: ${comparison.faults.join('; ')}`;
    case 'not measured':
      return `not measured: ${workload}, ${comparison.key}`;
    case 'not accepted yet':
      return `not accepted yet: ${workload}, ${named(comparison.ratio)} ${times(comparison.ratio.result.median)} (--accept)`;
    case 'as it was':
    case 'better':
    case 'worse':
    case 'disturbed': {
      const { ratio, was } = comparison;
      const what = `${workload}, ${named(ratio)} ${times(ratio.result.median)}, was ${times(was.median)}`;
      return `${SAID[comparison.kind]}: ${what} ± ${number(was.tolerance * 100, 0)} %${hint(kind)}`;
    }
  }
}

const SAID = {
  'as it was': 'as it was',
  better: 'better',
  worse: 'WORSE',
  disturbed: 'disturbed, proves nothing',
} as const;

function hint(kind: Comparison['kind']): string {
  return kind === 'better' ? ' (--accept)' : '';
}

function named({ figure, of, against }: Ratio): string {
  return `${figure.title}, ${against === null ? of : `${of} / ${against}`}`;
}

function times(ratio: number): string {
  return `${number(ratio, ratioDigits(ratio))}×`;
}
