/** Says that I type: at most once in three seconds, and at once that I stopped. */
import type { Clock } from './clock.ts';

export const TYPING_EVERY_MS = 3_000;

export interface Typing {
  readonly set: (isTyping: boolean) => void;
  /** The message was sent, which tells everybody that I stopped. */
  readonly sent: () => void;
}

export function createTyping(clock: Clock, say: (isTyping: boolean) => void): Typing {
  let saidAt: number | null = null;
  return {
    set: (isTyping) => {
      const now = clock.now();
      if (isTyping && (saidAt === null || now - saidAt >= TYPING_EVERY_MS)) {
        saidAt = now;
        say(true);
      } else if (!isTyping && saidAt !== null) {
        saidAt = null;
        say(false);
      }
    },
    sent: () => {
      saidAt = null;
    },
  };
}
