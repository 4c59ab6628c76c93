/** What happens on the way between clients and nodes. */
import { type Fault, HOLD_MS, lasting, type Scene, SILENCE_MS } from '../scene.ts';

const front = ({ cluster }: Scene) => cluster.front;

export const NETWORK: readonly Fault[] = [
  {
    name: 'clients are cut off again and again',
    strike: async (scene) => {
      for (let n = 0; n < 5; n += 1) {
        if (n % 2 === 0) front(scene).cut();
        else front(scene).reset();
        await scene.work(30, HOLD_MS);
      }
    },
  },
  {
    name: 'connections are reset amid a frame',
    strike: async (scene) => {
      for (let n = 0; n < 5; n += 1) {
        front(scene).resetAmid();
        await scene.work(30, HOLD_MS);
      }
      // Those that were silent all the while.
      front(scene).reset();
    },
  },
  lasting(
    'the way to clients is half-open',
    front,
    (proxy) => proxy.freeze(),
    (proxy) => proxy.thaw(),
    SILENCE_MS,
  ),
  lasting(
    'everything is slow (150 ms each way)',
    front,
    (proxy) => proxy.delay(150),
    (proxy) => proxy.delay(0),
  ),
];
