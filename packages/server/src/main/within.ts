/** Bounds how long the end of something is waited for. */
import type { Clock } from '../kernel/index.ts';

/** True once `work` settled, false when `ms` passed first. Rejections of `work` count as settled. */
export function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(false));
    const settled = () => {
      cancel();
      resolve(true);
    };
    work.then(settled, settled);
  });
}
