/** What a link to a room or a message says, by what is there. Pure. */
import type { LinkView } from '@parley/client/links';
import { excerptOf } from './excerpt.ts';
import type { LinkTarget } from './message-link.ts';

export type LinkWords =
  | { readonly kind: 'asking'; readonly icon: 'message' | 'room' }
  /** A room or a message that I may not see. */
  | { readonly kind: 'closed'; readonly icon: 'closed'; readonly what: 'closedRoom' | 'closedMessage' }
  /** A message that is not there, or not any more. */
  | { readonly kind: 'gone'; readonly icon: 'message'; readonly room: string }
  /** Its icon is the number sign. */
  | { readonly kind: 'room'; readonly icon: 'room' | 'message'; readonly name: string }
  | {
      readonly kind: 'message';
      readonly icon: 'message';
      readonly person: string;
      readonly room: string;
      readonly excerpt: string;
    };

/** So that a name keeps its direction within a sentence of another. */
const isolated = (text: string) => `\u2068${text}\u2069`;

/** `myName`: what a room of mine is called for me, as a direct one has no name for everybody. */
export function linkWords({ messageId }: LinkTarget, place: LinkView, myName: string | null): LinkWords {
  const isRoom = messageId === undefined;
  if (place === null) return { kind: 'asking', icon: isRoom ? 'room' : 'message' };
  const { room, message } = place;
  if (room === undefined) {
    return { kind: 'closed', icon: 'closed', what: isRoom ? 'closedRoom' : 'closedMessage' };
  }
  const name = myName ?? room.name;
  const isDirect = room.visibility === 'direct';
  if (isRoom) return { kind: 'room', icon: isDirect ? 'message' : 'room', name };
  const shown = isolated(isDirect ? name : `#${name}`);
  if (!message) return { kind: 'gone', icon: 'message', room: shown };
  return {
    kind: 'message',
    icon: 'message',
    person: isolated(message.displayName),
    room: shown,
    excerpt: excerptOf(message),
  };
}
