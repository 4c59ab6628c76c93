/** Open reports, as their channel tells them: (state, input) -> state, pure. */
import type { Report } from '@parley/contract/features/moderation/model';
import { type ChannelEvent, dataOf } from '../channels/events.ts';
import { isRecord } from '../errors.ts';

/** The latest first. */
export type ReportsState = readonly Report[];

export type ReportsInput =
  | { readonly kind: 'snapshot'; readonly snapshot: unknown }
  | { readonly kind: 'event'; readonly event: ChannelEvent };

/** As many as a snapshot holds. */
const MAX_REPORTS = 100;

export function projectReports(state: ReportsState, input: ReportsInput): ReportsState {
  if (input.kind === 'snapshot') {
    const { snapshot } = input;
    // The snapshot of `staff:reports`, by the wire's word.
    return isRecord(snapshot) && Array.isArray(snapshot.reports) ? (snapshot.reports as Report[]) : state;
  }
  const { event } = input;
  if (event.type !== 'report:created' && event.type !== 'report:resolved') return state;
  const { report } = dataOf<'report:created'>(event);
  const others = state.filter(({ id }) => id !== report.id);
  // An event that is told again later carries the report's present state: it may be resolved by now.
  if (report.resolution !== null) return others;
  return [report, ...others].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, MAX_REPORTS);
}
