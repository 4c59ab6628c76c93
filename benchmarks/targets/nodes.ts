/** Several processes that are one server. */
import type { Running } from './running.ts';

/** How many a cluster has here, whoever's it is. */
export const NODES = 2;

/** Starts them one after the other; when one does not start, ends those that did. `start` is told which it is, from 0. */
export async function startNodes(
  count: number,
  start: (index: number) => Promise<Running>,
): Promise<Running[]> {
  const nodes: Running[] = [];
  try {
    while (nodes.length < count) nodes.push(await start(nodes.length));
    return nodes;
  } catch (cause) {
    await endAll(nodes);
    throw cause;
  }
}

export async function endAll(nodes: readonly Running[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.end()));
}
