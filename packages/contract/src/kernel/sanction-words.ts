/** What a sanction means and how it is told. Free of schemas: a browser's content policy lets none be compiled. */
import type { ErrorDetail } from './errors.ts';
import type { Sanction } from './sanction.ts';

/** Whether it holds at `now` (milliseconds since the Unix epoch). */
export function inForce({ until }: Sanction, now: number): boolean {
  return until === null || now < Date.parse(until);
}

/** `You are muted` → a sentence that says until when and why. */
export function sanctionWords(what: string, { until, reason }: Sanction): string {
  const end = until === null ? '' : ` until ${until.slice(0, 16).replace('T', ' ')} UTC`;
  return reason === '' ? `${what}${end}.` : `${what}${end}: ${reason}`;
}

/** The same for programs, which say it in the person's own words: `until` is empty when it has no end. */
export function sanctionDetails(kind: 'muted' | 'banned', { until, reason }: Sanction): ErrorDetail[] {
  return [
    { path: `${kind}.until`, message: until ?? '' },
    { path: `${kind}.reason`, message: reason },
  ];
}

/** Reads `sanctionDetails` back; null when they are about something else. */
export function sanctionOf(
  kind: 'muted' | 'banned',
  details: readonly ErrorDetail[] | undefined,
): Sanction | null {
  const told = (name: string) => details?.find(({ path }) => path === `${kind}.${name}`)?.message;
  const until = told('until');
  return until === undefined ? null : { until: until === '' ? null : until, reason: told('reason') ?? '' };
}
