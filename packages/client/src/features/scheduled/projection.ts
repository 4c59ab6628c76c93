/** My scheduled messages, without their texts, which are asked for. */
import type { ScheduledHead } from '@parley/contract/features/scheduled/model';
import { type ChannelEvent, dataOf } from '../../channels/events.ts';
import { isRecord } from '../../errors.ts';
import type { OwnProjection } from '../../own.ts';

/** The next first. */
export type ScheduledState = readonly ScheduledHead[];

export const SCHEDULED: OwnProjection<ScheduledState> = {
  empty: [],
  // The wire ties the part of the snapshot to its name.
  from: (snapshot) => (isRecord(snapshot) && Array.isArray(snapshot.scheduled) ? snapshot.scheduled : []),
  next: projectScheduled,
};

export function projectScheduled(state: ScheduledState, event: ChannelEvent): ScheduledState {
  switch (event.type) {
    case 'scheduled:changed': {
      const head = dataOf<'scheduled:changed'>(event);
      return [...state.filter(({ id }) => id !== head.id), head].sort(inOrder);
    }
    case 'scheduled:ended': {
      const { id: ended } = dataOf<'scheduled:ended'>(event);
      return state.filter(({ id }) => id !== ended);
    }
    default:
      return state;
  }
}

function inOrder(a: ScheduledHead, b: ScheduledHead): number {
  if (a.sendAt !== b.sendAt) return a.sendAt < b.sendAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
