/** What happens to Redis and the ways to it. */
import { askRedis } from '../../services/redis.ts';
import { type Fault, HOLD_MS, lasting, one, SILENCE_MS } from '../scene.ts';

export const BUS: readonly Fault[] = [
  lasting(
    'Redis is lost and back',
    ({ cluster }) => cluster.redis,
    (redis) => redis.lose(),
    (redis) => redis.comeBack(),
  ),
  {
    name: 'Redis forgets everything (FLUSHALL)',
    strike: async (scene) => {
      await askRedis(scene.cluster.redis.url, 'FLUSHALL');
      await scene.work(100, HOLD_MS);
    },
  },
  lasting(
    'a node is cut off from Redis',
    one,
    ({ toBus }) => toBus.shut(),
    ({ toBus }) => toBus.open(),
  ),
  lasting(
    'the way to Redis is half-open',
    one,
    ({ toBus }) => toBus.freeze(),
    ({ toBus }) => toBus.thaw(),
    SILENCE_MS,
  ),
];
