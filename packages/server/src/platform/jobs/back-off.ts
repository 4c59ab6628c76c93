/** How long a job waits after it failed. */

const FIRST_MS = 2_000;
const LONGEST_MS = 3_600_000;

/**
 * Doubles with every attempt up to an hour, and is spread over half as much again either way, so that what failed together
 * does not come back together. `attempt` counts from 1; `random` is in [0, 1).
 */
export function backOffMs(attempt: number, random: number): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.round(base * (0.5 + random));
}
