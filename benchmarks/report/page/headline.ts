/** The README's line about the benchmark: made, so that its figures are those of the report. */
import { ACKS_PER_SECOND, CPU_PER_MILLION } from '../../workloads/figures.ts';
import type { Figure, Workload } from '../../workloads/workload.ts';
import { number, ratioDigits } from '../numbers.ts';
import type { Results } from '../results.ts';
import { type HeldBar, heldBars } from './bars.ts';

const ROW = /^\| how fast it is \|.*\|$/m;

/** Throws where the README has no such row. */
export function withHeadline(readme: string, workloads: readonly Workload[], results: Results): string {
  if (!ROW.test(readme)) throw new Error('README.md has no row "how fast it is"');
  return readme.replace(ROW, () => `| how fast it is | ${headline(heldBars(workloads, results))} |`);
}

/** The first comparison with a peer of each of these figures, met or not, and how many bars are met. */
function headline(bars: readonly HeldBar[]): string {
  const measured = bars.filter(({ verdict }) => verdict !== null);
  const met = measured.filter(({ verdict }) => verdict?.met).length;
  const left = bars.length - measured.length;
  const firsts = [CPU_PER_MILLION, ACKS_PER_SECOND].flatMap((figure) => comparison(bars, figure) ?? []);
  return [
    '[docs/benchmarks.md](docs/benchmarks.md), measured beside its peers by `npm run bench`',
    ...firsts,
    `${met} of ${measured.length} bars met${left === 0 ? '' : ` (${left} not measured yet)`}`,
  ].join('; ');
}

function comparison(bars: readonly HeldBar[], { name }: Figure): string | null {
  const held = bars.find(
    ({ bar, verdict }) => bar.figure.name === name && bar.of === undefined && verdict?.peer,
  );
  if (!held?.verdict || held.verdict.faults.length > 0) return null;
  const { median } = held.verdict.result;
  const { figure, against } = held.bar;
  return `\`${held.workload}\`: ${number(median, ratioDigits(median))}× the ${figure.title} of \`${against}\``;
}
