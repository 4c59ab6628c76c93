/** Gives the message a link leads to the focus once it is there, and marks it for a moment. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { type RefObject, useEffect, useRef } from 'react';

const MARKED_MS = 2_500;

export function useMarked(
  frame: RefObject<HTMLElement | null>,
  messageId: string | undefined,
  messages: readonly ShownMessage[],
): void {
  const done = useRef<string | undefined>(undefined);
  const loaded = messageId !== undefined && messages.some(({ id }) => id === messageId);
  useEffect(() => {
    if (!loaded || messageId === undefined || done.current === messageId) return;
    done.current = messageId;
    // Drawn once it is scrolled to.
    let tries = 20;
    let waiting = requestAnimationFrame(function look() {
      const row = frame.current?.querySelector<HTMLElement>(`[data-message="${messageId}"]`);
      tries -= 1;
      if (!row && tries > 0) waiting = requestAnimationFrame(look);
      if (!row) return;
      row.focus({ preventScroll: true });
      row.dataset.marked = 'true';
      setTimeout(() => delete row.dataset.marked, MARKED_MS);
    });
    return () => cancelAnimationFrame(waiting);
  }, [frame, loaded, messageId]);
}
