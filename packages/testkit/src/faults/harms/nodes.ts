/** What happens to nodes. */
import { type Fault, HOLD_MS, lasting, one, SILENCE_MS } from '../scene.ts';

/** Less than an access token lasts: who comes back with an older one has to sign in again, as it should be. */
const JUMP_MS = 10 * 60_000;

export const NODES: readonly Fault[] = [
  lasting(
    'a node is killed (SIGKILL)',
    one,
    (node) => node.end('SIGKILL'),
    (node) => node.start(),
  ),
  lasting(
    'a node is restarted (SIGTERM)',
    one,
    (node) => node.end('SIGTERM'),
    (node) => node.start(),
  ),
  lasting(
    'a node stands still (SIGSTOP)',
    one,
    (node) => node.pause(),
    (node) => node.resume(),
    SILENCE_MS,
  ),
  {
    name: 'all nodes are killed at once',
    strike: async ({ cluster: { nodes } }) => {
      await Promise.all(nodes.map((node) => node.end('SIGKILL')));
      await Promise.all(nodes.map((node) => node.start()));
    },
  },
  {
    name: 'a clock jumps ahead, behind and back',
    strike: async (scene) => {
      const node = one(scene);
      for (const ms of [JUMP_MS, -JUMP_MS, 0]) {
        node.skewClock(ms);
        await scene.work(150, HOLD_MS);
      }
    },
  },
];
