/** What was found of the promises, by whoever judged them. */
export const PROMISES = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11'] as const;
export type PromiseId = (typeof PROMISES)[number];

export interface Judgement {
  readonly promise: PromiseId;
  /** How many things it was looked at in: nothing was found there where nothing was looked at. */
  readonly checked: number;
  /** What was found against it, in words. */
  readonly broken: readonly string[];
}

/** Each finding, its promise first. */
export function findings(judgements: readonly Judgement[]): string[] {
  return judgements.flatMap(({ promise, broken }) => broken.map((what) => `${promise}: ${what}`));
}
