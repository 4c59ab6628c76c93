/**
 * Reads by id, put together: who asks while a read is under way joins the next one, so that a storm of people who come
 * back is a few reads. Each answer was read after it was asked for. What fails one read fails all who share it, so ids
 * that anybody could make up don't belong here.
 */
const MAX_BATCH = 500;

interface Waiting<T> {
  readonly id: string;
  settle(found: T | null): void;
  fail(cause: unknown): void;
}

export function gathered<T>(
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (id: string) => Promise<T | null> {
  const waiting: Waiting<T>[] = [];
  let reading = false;

  async function readWaiting(): Promise<void> {
    if (reading) return;
    reading = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH);
      try {
        const found = await read([...new Set(batch.map(({ id }) => id))]);
        for (const { id, settle } of batch) settle(found.get(id) ?? null);
      } catch (cause) {
        for (const { fail } of batch) fail(cause);
      }
    }
    reading = false;
  }

  return (id) =>
    new Promise((settle, fail) => {
      waiting.push({ id, settle, fail });
      void readWaiting();
    });
}
