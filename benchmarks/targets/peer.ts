/** The peers written in `peers/`: rooms by any name, nobody to sign in. */
import { fileURLToPath } from 'node:url';
import type { LoadClient } from '../load/job.ts';
import { endAll, NODES, startNodes } from './nodes.ts';
import { profilingOf } from './profiling.ts';
import { type Running, startRunning } from './running.ts';
import type { Services } from './services.ts';
import { type Cast, oneNode, type StartOptions, type Target, type TargetName } from './target.ts';

const FROM_SOURCE = ['--import', 'tsx', '--conditions=parley:source'];
/** tsx is found from here. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function peer(name: TargetName, title: string, file: string): Target {
  return {
    name,
    title,
    lacks: [],
    start: async (cast, options) => {
      const node = await startPeer(file, {}, options);
      return oneNode(node, clientsOf(cast, [node]), false);
    },
  };
}

/** As many processes as Parley's cluster has, over Redis; each is told its URL. */
export function peerOnRedis(name: TargetName, title: string, file: string, services: Services): Target {
  return {
    name,
    title,
    lacks: services.lacking('redis'),
    start: async (cast, options) => {
      const redis = await services.redis();
      const nodes = await startNodes(NODES, () => startPeer(file, { REDIS_URL: redis.url }, options));
      return {
        clients: clientsOf(cast, nodes),
        nodes,
        services: { redis: redis.pid },
        counts: false,
        end: () => endAll(nodes),
      };
    },
  };
}

function startPeer(
  file: string,
  env: Readonly<Record<string, string>>,
  { dir, prefix, profileDir, nodeFlags }: StartOptions,
): Promise<Running> {
  const entry = fileURLToPath(new URL(`../peers/${file}`, import.meta.url));
  const profiling = profilingOf(profileDir);
  const [program = process.execPath, ...rest] = [...prefix, process.execPath];
  return startRunning({
    args: [program, ...rest, ...profiling.flags, ...nodeFlags, ...FROM_SOURCE, entry],
    cwd: ROOT,
    env: { ...profiling.env, ...env, DATA_DIR: dir, NODE_ENV: 'production' },
  });
}

/** The members of each room go round the nodes. */
export function clientsOf(
  { members, rooms, socketsEach = 1 }: Cast,
  nodes: readonly Running[],
  speaks: LoadClient['speaks'] & string = 'socketio',
): LoadClient[] {
  return Array.from({ length: members * socketsEach }, (_, index) => {
    const place = Math.floor((index % members) / rooms) + Math.floor(index / members);
    return {
      port: nodes[place % nodes.length]?.port ?? 0,
      token: null,
      userId: null,
      speaks,
      room: `room-${(index % members) % rooms}`,
    };
  });
}
