/** Work on many, a few at a time. */
export async function inGroups<T>(
  items: readonly T[],
  size: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += size) {
    await Promise.all(items.slice(start, start + size).map((item, n) => work(item, start + n)));
  }
}
