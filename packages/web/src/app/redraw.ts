/**
 * When the page is told that what it shows has changed. The first change is drawn with the next frame; what changes right after it
 * waits a little and is drawn together: a busy room changes more often than anybody sees, and drawing takes most of a frame.
 */

/** Of what changes all the time, so many milliseconds are drawn at once. */
export const TOGETHER_MS = 33;
/** A page that is hidden has no frames: then it is told after this long. */
export const WITHOUT_FRAMES_MS = 200;

export interface Ticks {
  readonly now: () => number;
  /** Both answer what takes it back. */
  readonly frame: (run: () => void) => () => void;
  readonly after: (ms: number, run: () => void) => () => void;
}

export interface Redraw {
  /** Calls `changed` once, soon, however often that is asked for until then. */
  readonly ask: (changed: () => void) => void;
  readonly forget: (changed: () => void) => void;
}

export function createRedraw({ now, frame, after }: Ticks): Redraw {
  const waiting = new Set<() => void>();
  let last = Number.NEGATIVE_INFINITY;
  let pending: readonly (() => void)[] | null = null;

  const tell = () => {
    for (const takeBack of pending ?? []) takeBack();
    pending = null;
    last = now();
    const told = [...waiting];
    waiting.clear();
    for (const changed of told) changed();
  };
  const withFrame = () => {
    pending = [frame(tell), after(WITHOUT_FRAMES_MS, tell)];
  };

  return {
    ask: (changed) => {
      waiting.add(changed);
      if (pending !== null) return;
      const wait = last + TOGETHER_MS - now();
      if (wait <= 0) withFrame();
      else pending = [after(wait, withFrame)];
    },
    forget: (changed) => void waiting.delete(changed),
  };
}

/** One for the whole page, so that everything that changed is drawn in one go. */
export const redraw = createRedraw({
  now: () => performance.now(),
  frame: (run) => {
    const asked = requestAnimationFrame(run);
    return () => cancelAnimationFrame(asked);
  },
  after: (ms, run) => {
    const asked = setTimeout(run, ms);
    return () => clearTimeout(asked);
  },
});
