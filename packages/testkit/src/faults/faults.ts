/** The faults by name: each does its harm while people talk and undoes it again; what it needs of chance comes from the seed. */
import type { SeededIds } from '../kernel/seeded-ids.ts';
import { askRedis } from '../services/redis.ts';
import type { Cluster, ClusterNode } from './cluster.ts';

export interface Scene {
  readonly cluster: Cluster;
  readonly chance: SeededIds;
  /** Resolves when so many more commands were acknowledged, or when so long has passed without: harm is measured in work. */
  work(commands: number, atMostMs: number): Promise<void>;
}

export interface Fault {
  readonly name: string;
  /** Resolves when the harm is undone. */
  readonly strike: (scene: Scene) => Promise<void>;
}

const HOLD_MS = 3_000;
/** Longer than people wait for an answer, so that they notice by themselves. */
const SILENCE_MS = 6_000;

const one = ({ cluster, chance }: Scene): ClusterNode => {
  const node = cluster.nodes[Math.floor(chance.random() * cluster.nodes.length)];
  if (!node) throw new Error('a cluster has nodes');
  return node;
};

/** `begin`, a while in which people go on, `end`. */
async function during(begin: () => unknown, end: () => unknown, holdMs: number = HOLD_MS): Promise<void> {
  await begin();
  await new Promise((resolve) => setTimeout(resolve, holdMs));
  await end();
}

export const FAULTS: readonly Fault[] = [
  { name: 'none', strike: (scene) => scene.work(200, HOLD_MS) },
  {
    name: 'a node is killed (SIGKILL)',
    strike: async (scene) => {
      const node = one(scene);
      await during(
        () => node.end('SIGKILL'),
        () => node.start(),
      );
    },
  },
  {
    name: 'a node is restarted (SIGTERM)',
    strike: async (scene) => {
      const node = one(scene);
      await during(
        () => node.end('SIGTERM'),
        () => node.start(),
      );
    },
  },
  {
    name: 'a node stands still (SIGSTOP)',
    strike: async (scene) => {
      const node = one(scene);
      await during(
        () => node.pause(),
        () => node.resume(),
        SILENCE_MS,
      );
    },
  },
  {
    name: 'all nodes are killed at once',
    strike: async (scene) => {
      const { nodes } = scene.cluster;
      await Promise.all(nodes.map((node) => node.end('SIGKILL')));
      await Promise.all(nodes.map((node) => node.start()));
    },
  },
  {
    name: 'Redis is lost and back',
    strike: (scene) =>
      during(
        () => scene.cluster.redis.lose(),
        () => scene.cluster.redis.comeBack(),
      ),
  },
  {
    name: 'Redis forgets everything (FLUSHALL)',
    strike: async (scene) => {
      await askRedis(scene.cluster.redis.url, 'FLUSHALL');
      await scene.work(100, HOLD_MS);
    },
  },
  {
    name: 'a node is cut off from Redis',
    strike: async (scene) => {
      const node = one(scene);
      await during(
        () => node.toBus.shut(),
        () => node.toBus.open(),
      );
    },
  },
  {
    name: 'the way to Redis is half-open',
    strike: async (scene) => {
      const node = one(scene);
      await during(
        () => node.toBus.freeze(),
        () => node.toBus.thaw(),
        SILENCE_MS,
      );
    },
  },
  {
    name: 'PostgreSQL restarts',
    strike: (scene) => scene.cluster.postgres.restart('clean'),
  },
  {
    name: 'PostgreSQL crashes',
    strike: (scene) => scene.cluster.postgres.restart('crash'),
  },
  {
    name: 'a node is cut off from PostgreSQL',
    strike: async (scene) => {
      const node = one(scene);
      await during(
        () => node.toDatabase.shut(),
        () => node.toDatabase.open(),
      );
    },
  },
  {
    name: 'connections to PostgreSQL are reset',
    strike: async (scene) => {
      for (let n = 0; n < 5; n += 1) {
        one(scene).toDatabase.reset();
        await scene.work(30, HOLD_MS);
      }
    },
  },
  {
    name: 'clients are cut off again and again',
    strike: async (scene) => {
      for (let n = 0; n < 5; n += 1) {
        if (n % 2 === 0) scene.cluster.front.cut();
        else scene.cluster.front.reset();
        await scene.work(30, HOLD_MS);
      }
    },
  },
  {
    name: 'the way to clients is half-open',
    strike: (scene) =>
      during(
        () => scene.cluster.front.freeze(),
        () => scene.cluster.front.thaw(),
        SILENCE_MS,
      ),
  },
  {
    name: 'everything is slow (150 ms each way)',
    strike: (scene) =>
      during(
        () => scene.cluster.front.delay(150),
        () => scene.cluster.front.delay(0),
      ),
  },
];
