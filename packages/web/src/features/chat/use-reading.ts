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

export function useReading({ handle, messages, hasNewer, room, atEnd, me }: ReadingInput): {
  readonly newCount: number;
} {
  const present = useSyncExternalStore(subscribePresent, () => document.hasFocus() && !document.hidden);
  const marked = useRef<string | null>(null);
  const mark = toMark(messages, { atEnd, hasNewer, focused: present, visible: present }, room);
  useEffect(() => {
    if (mark === null || mark === marked.current) return;
    marked.current = mark;
    handle.markRead(mark);
  }, [mark, handle]);

  const reading = present && atEnd && !hasNewer;
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
