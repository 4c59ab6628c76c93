/** One thread as events tell it: (state, input) -> state, pure. */
import type { Message } from '@parley/contract/features/chat/model';
import { type ChannelEvent, dataOf } from '../channels/events.ts';
import { type Change, changed, changesOf } from './changes.ts';
import { change, merge, upsert } from './messages.ts';

export interface ThreadState {
  readonly root: Message;
  /** The last answers without a hole, oldest first. */
  readonly replies: readonly Message[];
  readonly hasOlder: boolean;
}

export function threadAfter(state: ThreadState, event: ChannelEvent): ThreadState {
  const told = changesOf(event).reduce(afterChange, state);
  if (event.type !== 'chat:message') return told;
  const message = dataOf<'chat:message'>(event);
  return message.threadId === state.root.id ? { ...told, replies: upsert(told.replies, message) } : told;
}

/** The same state when the change is of no message of the thread. */
function afterChange(state: ThreadState, made: Change): ThreadState {
  const { root, hasOlder } = state;
  if (made.messageId === root.id) return { root: changed(root, made), replies: state.replies, hasOlder };
  const replies = change(state.replies, made.messageId, (reply) => changed(reply, made));
  return replies === null ? state : { root, replies, hasOlder };
}

/** With a page of answers before those that are known. */
export function threadWithOlder(
  state: ThreadState,
  older: readonly Message[],
  hasOlder: boolean,
): ThreadState {
  return { ...state, replies: merge(state.replies, older), hasOlder };
}
