/** Items of sample-name, built from a snapshot and the events after it: (state, event) -> state, pure. */
import { SAMPLE_NAME_SHOWN, type SampleNameItem } from '@parley/contract/features/sample-name/model';
import { type ChannelEvent, dataOf } from '../../channels/events.ts';

export const SAMPLE_NAME_CHANNEL = 'sample-name:all';

export interface SampleNameState {
  /** The newest last. */
  readonly items: readonly SampleNameItem[];
}

/** The state a snapshot of the channel says. */
export function sampleNameFrom(snapshot: unknown): SampleNameState {
  // The contract ties the snapshot to the channel.
  return snapshot as SampleNameState;
}

export function projectSampleName(state: SampleNameState, event: ChannelEvent): SampleNameState {
  if (event.type !== 'sample-name:added') return state;
  const item = dataOf<'sample-name:added'>(event);
  return { items: [...state.items, item].slice(-SAMPLE_NAME_SHOWN) };
}
