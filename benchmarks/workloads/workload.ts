/** What a benchmark measures, and what it is held to. One object a workload; the suite knows nothing else of it. */
import type { HistoryJob, LoadJob, ReconnectJob } from '../load/job.ts';
import type { Cast, TargetName } from '../targets/target.ts';
import type { Ratio } from './compared.ts';

export interface Workload {
  readonly name: string;
  readonly title: string;
  /** Who takes part; Parley first. */
  readonly targets: readonly TargetName[];
  readonly cast: Cast;
  /** Fewer rounds than asked for, where one run takes long and its bars are far from what it says. */
  readonly mostRounds?: number;
  readonly measure: Measure;
  readonly bars: readonly Bar[];
}

export type Measure =
  | Once
  /** On another cast first, and then on the workload's own, each on a server of its own. */
  | {
      readonly kind: 'compared';
      readonly base: Cast;
      readonly what: Once;
      readonly ratios: readonly Ratio[];
    };

/** On one cast. */
export type Once =
  /** Messages at a pace, over sockets. */
  | { readonly kind: 'load'; readonly load: Omit<LoadJob, 'clients'> }
  /** Everybody cut off and back at once, over sockets. */
  | { readonly kind: 'reconnect'; readonly storms: Omit<ReconnectJob, 'clients'> }
  /** From spawn until `/readyz` answers 200, so many times, on a database with messages in it. */
  | { readonly kind: 'start'; readonly times: number; readonly messageSeconds: number }
  /** The web app in a browser: frames while the cast talks, its first load, and its Lighthouse scores. */
  | { readonly kind: 'web-app'; readonly talk: Omit<LoadJob, 'clients'> }
  /** Memory that the cast's sockets add while they say nothing. */
  | { readonly kind: 'idle' }
  /** Rooms of different lengths, opened and resumed; the cast has as many. */
  | { readonly kind: 'history'; readonly history: Omit<HistoryJob, 'clients'> };

/** What one run of one target says, by name. */
export type Figures = Readonly<Record<string, number>>;

export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly digits: number;
}

export interface Bar {
  readonly figure: Figure;
  /** Whose figure it is; `parley` unless said. */
  readonly of?: TargetName;
  /** Whose figure that one is divided by; null where it stands alone. */
  readonly against: TargetName | null;
  readonly limit: { readonly kind: 'at least' | 'at most'; readonly value: number };
}

/** Everybody who takes part. */
export function castsOf({ cast, measure }: Workload): Cast[] {
  return measure.kind === 'compared' ? [measure.base, cast] : [cast];
}
