/** The peers written in `peers/`: rooms by any name, nobody to sign in. */
import { fileURLToPath } from 'node:url';
import type { LoadClient } from '../load/job.ts';
import { profilingOf } from './profiling.ts';
import { startRunning } from './running.ts';
import { type Cast, oneNode, type Target, type TargetName } from './target.ts';

const FROM_SOURCE = ['--import', 'tsx', '--conditions=parley:source'];
/** tsx is found from here. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function peer(name: TargetName, title: string, file: string): Target {
  const entry = fileURLToPath(new URL(`../peers/${file}`, import.meta.url));
  return {
    name,
    title,
    lacks: [],
    start: async (cast, { dir, prefix, profileDir }) => {
      const profiling = profilingOf(profileDir);
      const [program = process.execPath, ...rest] = [...prefix, process.execPath];
      const node = await startRunning({
        args: [program, ...rest, ...profiling.flags, ...FROM_SOURCE, entry],
        cwd: ROOT,
        env: { ...profiling.env, DATA_DIR: dir, NODE_ENV: 'production' },
      });
      return oneNode(node, clientsOf(cast, node.port), false);
    },
  };
}

function clientsOf({ members, rooms, socketsEach = 1 }: Cast, port: number): LoadClient[] {
  return Array.from({ length: members * socketsEach }, (_, index) => ({
    port,
    token: null,
    userId: null,
    room: `room-${(index % members) % rooms}`,
  }));
}
