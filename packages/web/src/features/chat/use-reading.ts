/** Marks a room as read when its end is really looked at, and counts what came while it was not. */
import type { RoomHandle } from '@parley/client/client';
import type { ShownMessage } from '@parley/client/projections/conversation';
import type { Room } from '@parley/contract/features/chat/model';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { toMark } from './reading-model.ts';
import { readRoom } from './reading-room.ts';
import { keyOf, newSince } from './timeline.ts';

interface ReadingInput {
  readonly handle: RoomHandle;
  readonly messages: readonly ShownMessage[];
  readonly hasNewer: boolean;
  readonly room: Room;
  readonly atEnd: boolean;
  readonly me: string;
}

/** Whether somebody is in front of the page: it has the focus and is not hidden. */
export function usePresent(): boolean {
  return useSyncExternalStore(subscribePresent, () => document.hasFocus() && !document.hidden);
}

export function useReading({ handle, messages, hasNewer, room, atEnd, me }: ReadingInput): {
  readonly newCount: number;
} {
  const present = usePresent();
  const marked = useRef<string | null>(null);
  // What was marked unread before it was opened is read by opening it; what is marked now stays so until then.
  const [opening, setOpening] = useState(room.markedUnread === true);
  if (opening && room.markedUnread !== true) setOpening(false);
  const held = room.markedUnread === true && !opening;
  const looking = { atEnd, hasNewer, focused: present, visible: present };
  const mark = held ? null : toMark(messages, looking, room);
  useEffect(() => {
    if (mark === null || mark === marked.current) return;
    marked.current = mark;
    handle.markRead(mark, opening ? 'on-purpose' : 'on-screen');
  }, [mark, handle, opening]);

  const reading = present && atEnd && !hasNewer && !held;
  useEffect(() => (reading ? readRoom(room.id) : undefined), [reading, room.id]);

  const last = messages.at(-1);
  const lastKey = last === undefined ? null : keyOf(last, me);
  const [seen, setSeen] = useState(lastKey);
  if (atEnd && !hasNewer && seen !== lastKey) setSeen(lastKey);
  return { newCount: atEnd ? 0 : newSince(messages, seen, me) };
}

function subscribePresent(changed: () => void): () => void {
  window.addEventListener('focus', changed);
  window.addEventListener('blur', changed);
  document.addEventListener('visibilitychange', changed);
  return () => {
    window.removeEventListener('focus', changed);
    window.removeEventListener('blur', changed);
    document.removeEventListener('visibilitychange', changed);
  };
}
