/** The peers written in `peers/`: rooms by any name, nobody to sign in. */
import { fileURLToPath } from 'node:url';
import type { LoadClient } from '../load/job.ts';
import { profilingOf } from './profiling.ts';
import { startRunning } from './running.ts';
import type { Cast, Target, TargetName } from './target.ts';

const FROM_SOURCE = ['--import', 'tsx', '--conditions=parley:source'];
/** tsx is found from here. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function peer(name: TargetName, title: string, file: string): Target {
  const entry = fileURLToPath(new URL(`../peers/${file}`, import.meta.url));
  return {
    name,
    title,
    start: async (cast, { dir, prefix, profileDir }) => {
      const profiling = profilingOf(profileDir);
      const [program = process.execPath, ...rest] = [...prefix, process.execPath];
      const running = await startRunning({
        args: [program, ...rest, ...profiling.flags, ...FROM_SOURCE, entry],
        cwd: ROOT,
        env: { ...profiling.env, DATA_DIR: dir, NODE_ENV: 'production' },
      });
      return { ...running, clients: clientsOf(cast) };
    },
  };
}

function clientsOf({ members, rooms }: Cast): LoadClient[] {
  return Array.from({ length: members }, (_, index) => ({
    token: null,
    room: rooms === 'one' ? 'room' : `room-${index}`,
  }));
}
