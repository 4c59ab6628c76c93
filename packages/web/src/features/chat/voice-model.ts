/** When to ask the server again whether a mute has ended. */

/** The server notices an end up to some seconds later: not asked more often than this. */
const LEAST_MS = 1_000;
/** Timers of browsers go wrong far below a month, and computers sleep. */
const MOST_MS = 3_600_000;
const AFTER_MS = 250;

/** From what it answered last, undefined before that; false: not at all, an event will tell. */
export function askAgainMs(muted: { readonly endsInMs: number | null } | null | undefined): number | false {
  if (muted === undefined) return LEAST_MS * 5;
  if (muted === null || muted.endsInMs === null) return false;
  return Math.min(Math.max(muted.endsInMs + AFTER_MS, LEAST_MS), MOST_MS);
}
