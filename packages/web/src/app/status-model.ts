/** What somebody is shown as right now, and when a status that is being set is to end. Pure. */
import type { Presence } from '@parley/client/projections/presence';
import type { User } from '@parley/contract/features/accounts/model';
import type { CustomStatus, PresenceStatus } from '@parley/contract/kernel/presence';

export interface Shown {
  readonly status: PresenceStatus;
  readonly lastSeenAt: string | null;
  /** Absent: they say nothing of themselves, or it has ended. */
  readonly custom?: CustomStatus;
}

type Listed = Pick<User, 'status' | 'lastSeenAt' | 'customStatus'>;

/** Live presence wins over what a list said; a status that is over is none. */
export function shownOf(listed: Listed | undefined, live: Presence | undefined, now: number): Shown {
  const status = live?.status ?? listed?.status ?? 'offline';
  const lastSeenAt = live?.lastSeenAt ?? listed?.lastSeenAt ?? null;
  const custom =
    ownOf(live, now) ??
    (live === undefined || status === 'offline' ? ownOf(listed?.customStatus, now) : undefined);
  return custom === undefined ? { status, lastSeenAt } : { status, lastSeenAt, custom };
}

function ownOf(said: CustomStatus | undefined, now: number): CustomStatus | undefined {
  if (said === undefined || (said.text === undefined && said.emoji === undefined)) return undefined;
  return said.until !== undefined && Date.parse(said.until) <= now ? undefined : said;
}

export const ENDINGS = ['never', 'half', 'hour', 'four', 'today', 'tomorrow', 'week'] as const;
export type Ending = (typeof ENDINGS)[number];

const MINUTE_MS = 60_000;
const AFTER_MINUTES: Readonly<Partial<Record<Ending, number>>> = { half: 30, hour: 60, four: 240 };
/** `tomorrow` is over when work begins, in whatever zone this is read. */
const MORNING = 9;

/** When it ends; null: never by itself. */
export function endOf(ending: Ending, now: Date): string | null {
  if (ending === 'never') return null;
  const minutes = AFTER_MINUTES[ending];
  if (minutes !== undefined) return new Date(now.getTime() + minutes * MINUTE_MS).toISOString();
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (ending === 'today') day.setDate(day.getDate() + 1);
  if (ending === 'tomorrow') {
    day.setDate(day.getDate() + 1);
    day.setHours(MORNING);
  }
  // The Monday to come.
  if (ending === 'week') day.setDate(day.getDate() + ((8 - day.getDay()) % 7 || 7));
  return day.toISOString();
}
