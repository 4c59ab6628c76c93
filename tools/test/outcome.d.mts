/** Types of outcome.mjs, which runs before anything is compiled. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly names: { readonly failed: readonly string[]; readonly skipped: readonly string[] };
}
export function vitestOutcome(file: string, code: number): Outcome;
export function playwrightOutcome(file: string, code: number): Outcome;
export function without(status: 'failed' | 'skipped', name: string): Outcome;
export function sum(outcomes: readonly Outcome[]): Outcome;
