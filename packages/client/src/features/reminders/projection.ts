/** My reminders: those that wait, and those whose time has come. */
import type { Reminder } from '@parley/contract/features/reminders/model';
import { type ChannelEvent, dataOf } from '../../channels/events.ts';
import { isRecord } from '../../errors.ts';
import type { OwnProjection } from '../../own.ts';

export interface RemindersState {
  /** False until they are known: what is due then is no news. */
  readonly ready: boolean;
  /** The earliest time first. */
  readonly reminders: readonly Reminder[];
}

export const REMINDERS: OwnProjection<RemindersState> = {
  empty: { ready: false, reminders: [] },
  // The wire ties the part of the snapshot to its name.
  from: (snapshot) => ({
    ready: true,
    reminders: isRecord(snapshot) && Array.isArray(snapshot.reminders) ? snapshot.reminders : [],
  }),
  next: projectReminders,
};

export function projectReminders(state: RemindersState, event: ChannelEvent): RemindersState {
  switch (event.type) {
    case 'reminder:changed':
    case 'reminder:due':
    case 'reminder:ended': {
      const told = dataOf<'reminder:changed'>(event);
      const others = state.reminders.filter(({ id }) => id !== told.id);
      return { ...state, reminders: 'gone' in told ? others : [...others, told].sort(inOrder) };
    }
    default:
      return state;
  }
}

export function dueOf({ reminders }: RemindersState): readonly Reminder[] {
  return reminders.filter(({ dueAt }) => dueAt !== null);
}

function inOrder(a: Reminder, b: Reminder): number {
  if (a.remindAt !== b.remindAt) return a.remindAt < b.remindAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
