/**
 * The ratios of a workload that are held over time: those its bars are about, Parley's to every other peer, and figures that are ratios
 * themselves.
 */
import { type Spread, spread } from '../../measure/statistics.ts';
import { isOurs, type TargetName } from '../../targets/target.ts';
import type { Bar, Figure, Workload } from '../../workloads/workload.ts';
import { type Rounds, ratiosOver, valuesOf } from '../rounds.ts';
import { isDisturbed } from '../verdicts.ts';

export interface Ratio {
  readonly figure: Figure;
  readonly of: TargetName;
  /** Null where the figure itself compares two parts of one run. */
  readonly against: TargetName | null;
  /** What its bar asks for. */
  readonly better: 'more' | 'less';
  readonly result: Spread;
  readonly rounds: number;
  /** Others took so much of the machine meanwhile that it proves nothing. */
  readonly disturbed: boolean;
}

export function keyOf({ figure, of, against }: Pick<Ratio, 'figure' | 'of' | 'against'>): string {
  return against === null ? `${figure.name} ${of}` : `${figure.name} ${of}/${against}`;
}

/** Those that the rounds can tell; a ratio to nothing is none. */
export function ratiosOf({ bars }: Workload, rounds: Rounds): Ratio[] {
  const pairs = bars.flatMap((bar) => [...pairOf(bar), ...pairsWithPeers(bar, rounds)]);
  const distinct = new Map(pairs.map((pair) => [keyOf(pair), pair]));
  return [...distinct.values()].flatMap((pair) => {
    const { figure, of, against } = pair;
    const perRound =
      against === null ? valuesOf(rounds, of, figure) : ratiosOver(rounds, of, against, figure);
    if (perRound.length === 0 || !perRound.every((ratio) => ratio > 0 && Number.isFinite(ratio))) return [];
    const runs = [of, against].flatMap((name) => (name === null ? [] : (rounds.get(name) ?? [])));
    return [
      { ...pair, result: spread(perRound), rounds: perRound.length, disturbed: runs.some(isDisturbed) },
    ];
  });
}

/** The unit of a figure that is a ratio. */
const TIMES = '×';

type Pair = Pick<Ratio, 'figure' | 'of' | 'against' | 'better'>;

const betterOf = ({ limit }: Bar) => (limit.kind === 'at least' ? 'more' : 'less');

function pairOf(bar: Bar): Pair[] {
  const { figure, of = 'parley', against } = bar;
  return against === null && figure.unit !== TIMES ? [] : [{ figure, of, against, better: betterOf(bar) }];
}

/** The figure of a bar matters against whoever else has it, bar or not. */
function pairsWithPeers(bar: Bar, rounds: Rounds): Pair[] {
  const peers = [...rounds.keys()].filter((name) => !isOurs(name));
  return peers.map((against) => ({ figure: bar.figure, of: 'parley', against, better: betterOf(bar) }));
}
