/** Back-off with full jitter, so that many clients that lost one server do not return in step. */

export const BACKOFF_BASE_MS = 500;
export const BACKOFF_CAP_MS = 30_000;

/** Uniform in [0, min(cap, base · 2^attempt)); attempt 1, the first after a live connection, is within a second. */
export function backoffMs(attempt: number, random: () => number): number {
  const ceilingMs = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.min(attempt, 16));
  return Math.floor(random() * ceilingMs);
}
