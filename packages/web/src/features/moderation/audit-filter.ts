/** What the audit log is narrowed to, as the address says it, and as the server is asked. */
import type { CommandInput } from '@parley/contract/registry';

export interface AuditSearch {
  /** Ids. */
  readonly actor?: string;
  readonly target?: string;
  readonly room?: string;
  /** The name of a command. */
  readonly action?: string;
  /** Days of the reader's calendar, `2026-03-01`, both inclusive. */
  readonly from?: string;
  readonly until?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NAMES = ['actor', 'target', 'room', 'action', 'from', 'until'] as const;

/** Keeps what can be meant; the router reads digits as numbers. */
export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const found = NAMES.flatMap((name) => {
    const value = String(search[name] ?? '');
    const isGood = name === 'from' || name === 'until' ? isDay(value) : /^[\w:-]{1,64}$/.test(value);
    return isGood ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Also of the calendar: there is no 30 February. */
function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(startOf(text).getTime());
}

/** Midnight where the reader is. */
function startOf(day: string, daysLater = 0): Date {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater);
}

export type AuditQuery = Omit<CommandInput<'audit:list'>, 'cursor' | 'limit'>;

export function auditQuery({ room, from, until, ...same }: AuditSearch): AuditQuery {
  return {
    ...same,
    ...(room === undefined ? {} : { roomId: room }),
    ...(from === undefined ? {} : { after: startOf(from).toISOString() }),
    ...(until === undefined ? {} : { before: startOf(until, 1).toISOString() }),
  };
}
