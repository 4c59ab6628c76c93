/** The reactions of a message as they stand under it. */
import type { Message } from '@parley/contract/features/chat/model';

export interface ShownReaction {
  readonly emoji: string;
  readonly count: number;
  /** As far as the message names people: who is only counted is not known to have reacted. */
  readonly isMine: boolean;
  readonly named: readonly string[];
}

/** In the order in which each was first used. */
export function reactionsOf(
  message: Pick<Message, 'reactions' | 'reactionCounts'>,
  me: string,
): readonly ShownReaction[] {
  return Object.entries(message.reactions).map(([emoji, named]) => ({
    emoji,
    count: message.reactionCounts?.[emoji] ?? named.length,
    isMine: named.includes(me),
    named,
  }));
}
