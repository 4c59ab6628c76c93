/** Forgets, now and then, what lies outside of the log's window and answers nobody may ask for any more. */
import type { Clock, Log } from '../kernel/index.ts';
import type { StorageConfig } from '../platform/config/server.ts';
import type { Logger } from '../platform/logging.ts';

const EVERY_MS = 600_000;
/** P3 promises 24 hours; an hour more covers clocks that differ. */
const KEEP_KEYS_MS = 25 * 3_600_000;

/** Runs until the answer is called. */
export function keepLogTrimmed(
  log: Pick<Log, 'trim'>,
  keep: StorageConfig,
  clock: Clock,
  logger: Logger,
): () => void {
  let stopped = false;
  // Nothing is forgotten early because the wall clock jumped ahead: no more time than passed here counts.
  const began = clock.now() - clock.monotonic();
  let cancel = clock.after(EVERY_MS, run);

  function run(): void {
    const { keepEvents: maxEvents, keepBytes: maxBytes, keepMs: maxAgeMs } = keep;
    log
      .trim({
        maxEvents,
        maxBytes,
        maxAgeMs,
        keysOlderThanMs: KEEP_KEYS_MS,
        now: Math.min(clock.now(), began + clock.monotonic()),
      })
      .catch((cause: unknown) => logger.warn({ err: cause }, 'the log could not be trimmed'))
      .finally(() => {
        if (!stopped) cancel = clock.after(EVERY_MS, run);
      });
  }

  return () => {
    stopped = true;
    cancel();
  };
}
