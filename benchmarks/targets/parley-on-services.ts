/** Parley on PostgreSQL, and as several nodes on PostgreSQL and Redis: the same code on the same store. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { endAll, NODES, startNodes } from './nodes.ts';
import { startParley } from './parley-process.ts';
import { profilingOf } from './profiling.ts';
import type { Running } from './running.ts';
import type { Services } from './services.ts';
import type { StartOptions, Target } from './target.ts';
import type { World } from './world.ts';

export function parleyOnPostgres(world: World, services: Services): Target {
  return {
    name: 'parley-postgres',
    title: 'Parley, one node on PostgreSQL',
    lacks: services.lacking('postgres'),
    start: async (cast, options) => {
      const postgres = await services.postgres();
      const env = { DATABASE_URL: await world.database(postgres) };
      const nodes = await startParleys(1, env, options);
      return {
        clients: await world.clients(nodes, cast),
        nodes,
        services: { postgres: postgres.pid },
        counts: true,
        end: () => endAll(nodes),
      };
    },
  };
}

/** Clients hold sockets straight to the nodes: what stands before them is no part of the server. */
export function parleyCluster(world: World, services: Services): Target {
  return {
    name: 'parley-cluster',
    title: `Parley, ${NODES} nodes on PostgreSQL and Redis`,
    lacks: services.lacking('postgres', 'redis'),
    start: async (cast, options) => {
      const [postgres, redis] = await Promise.all([services.postgres(), services.redis()]);
      const env = { DATABASE_URL: await world.database(postgres), REDIS_URL: redis.url };
      const nodes = await startParleys(NODES, env, options);
      return {
        clients: await world.clients(nodes, cast),
        nodes,
        services: { postgres: postgres.pid, redis: redis.pid },
        counts: true,
        end: () => endAll(nodes),
      };
    },
  };
}

/** Each in a folder of its own. */
function startParleys(
  count: number,
  env: Readonly<Record<string, string>>,
  { dir, prefix, profileDir, nodeFlags }: StartOptions,
): Promise<Running[]> {
  const profiling = profilingOf(profileDir);
  return startNodes(count, async (index) => {
    const dataDir = join(dir, `node${index + 1}`);
    await mkdir(dataDir, { recursive: true });
    return startParley({
      dataDir,
      prefix,
      nodeFlags: [...profiling.flags, ...nodeFlags],
      env: { ...profiling.env, ...env },
    });
  });
}
