/** What Parley counts of itself, from its `/metrics`. */

/** By name without `parley_` and `_total`; those with labels are left out. */
export type Counters = ReadonlyMap<string, number>;

const LINE = /^parley_(\w+)_total (\d+)$/gm;

/** Over all nodes together. */
export async function countersOf(ports: readonly number[]): Promise<Counters> {
  const sums = new Map<string, number>();
  const texts = await Promise.all(
    ports.map(async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()),
  );
  for (const [, name = '', value] of texts.flatMap((text) => [...text.matchAll(LINE)])) {
    sums.set(name, (sums.get(name) ?? 0) + Number(value));
  }
  return sums;
}

/** How much each rose. */
export function risen(before: Counters, after: Counters): Counters {
  return new Map([...after].map(([name, value]) => [name, value - (before.get(name) ?? 0)]));
}
