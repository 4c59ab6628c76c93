/** Weighs the sockets of a cast that say nothing: what the server keeps more than before, all garbage collected. */
import { fileURLToPath } from 'node:url';
import { elapsed } from '../load/elapsed.ts';
import type { Started } from '../targets/target.ts';
import { idleFigures } from '../workloads/figures.ts';
import { generate } from './generator.ts';
import { residentBytes, watch } from './process.ts';
import type { Run } from './run.ts';

/** A server started with these collects garbage when the suite asks for it. */
export const COLLECTING: readonly string[] = [
  '--require',
  fileURLToPath(new URL('./collect-on-signal.cjs', import.meta.url)),
];
/** Its collections take three seconds, and the last of ten thousand sockets' heap nearly another. */
const COLLECTED_MS = 4_500;

export async function whileIdle({ nodes, clients }: Started): Promise<Run> {
  const weights: number[] = [];
  const watching = watch(nodes.map(({ pid }) => pid));
  await generate({ kind: 'idle', clients }, 'connected', async () => {
    for (const node of nodes) node.signal('SIGUSR2');
    await elapsed(COLLECTED_MS);
    weights.push(nodes.reduce((sum, { pid }) => sum + residentBytes(pid), 0));
  });
  const [before = Number.NaN, after = Number.NaN] = weights;
  return {
    figures: idleFigures(clients.length, before, after),
    othersShare: watching.stop().othersShare,
    faults: [],
  };
}
