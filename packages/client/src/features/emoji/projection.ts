/** The emoji of this server, built from `emoji:all`: (state, event) -> state, pure. */
import type { CustomEmoji } from '@parley/contract/features/emoji/model';
import { type ChannelEvent, dataOf } from '../../channels/events.ts';
import { isRecord } from '../../errors.ts';
import type { SharedProjection } from '../../shared.ts';

export interface EmojiState {
  /** By name. */
  readonly list: readonly CustomEmoji[];
  readonly byName: ReadonlyMap<string, CustomEmoji>;
}

/** Databases have orders of their own. */
const stateOf = (emoji: readonly CustomEmoji[]): EmojiState => {
  const list = [...emoji].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { list, byName: new Map(list.map((one) => [one.name, one])) };
};

export const EMOJI: SharedProjection<EmojiState> = {
  channel: 'emoji:all',
  empty: stateOf([]),
  // The wire ties the snapshot to the channel.
  from: (snapshot) => stateOf(isRecord(snapshot) && Array.isArray(snapshot.emoji) ? snapshot.emoji : []),
  next: projectEmoji,
};

export function projectEmoji(state: EmojiState, event: ChannelEvent): EmojiState {
  switch (event.type) {
    case 'emoji:added':
      return stateOf([...state.list, dataOf<'emoji:added'>(event).emoji]);
    case 'emoji:removed': {
      const { emojiId } = dataOf<'emoji:removed'>(event);
      return stateOf(state.list.filter(({ id }) => id !== emojiId));
    }
    default:
      return state;
  }
}
