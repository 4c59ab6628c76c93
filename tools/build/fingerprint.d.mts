/** Types of fingerprint.mjs, which runs before anything is compiled. */
export interface Stamp {
  readonly stamp: string;
  readonly content: string;
}
export function inspect(
  root: string,
  target: { readonly inputs: readonly string[]; readonly output: string },
  known: Stamp | undefined,
  upstream: readonly string[],
): Stamp & { readonly stale: boolean };
