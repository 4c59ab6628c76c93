/** Which messages I saved, as far as the wire tells: the latest `SAVED_KNOWN`. */
import { SAVED_KNOWN } from '@parley/contract/features/saved/limits';
import { type ChannelEvent, dataOf } from '../../channels/events.ts';
import { isRecord } from '../../errors.ts';
import type { OwnProjection } from '../../own.ts';

export interface SavedState {
  /** The latest saved first. */
  readonly ids: readonly string[];
  readonly known: ReadonlySet<string>;
}

const stateOf = (ids: readonly string[]): SavedState => ({ ids, known: new Set(ids) });

export const SAVED: OwnProjection<SavedState> = {
  empty: stateOf([]),
  // The wire ties the part of the snapshot to its name.
  from: (snapshot) => stateOf(isRecord(snapshot) && Array.isArray(snapshot.saved) ? snapshot.saved : []),
  next: projectSaved,
};

export function projectSaved(state: SavedState, event: ChannelEvent): SavedState {
  switch (event.type) {
    case 'saved:added': {
      const { messageId } = dataOf<'saved:added'>(event);
      return stateOf([messageId, ...state.ids.filter((id) => id !== messageId)].slice(0, SAVED_KNOWN));
    }
    case 'saved:removed': {
      const { messageId, entered } = dataOf<'saved:removed'>(event);
      const left = state.ids.filter((id) => id !== messageId);
      return stateOf(entered === null ? left : [...left, entered]);
    }
    default:
      return state;
  }
}
