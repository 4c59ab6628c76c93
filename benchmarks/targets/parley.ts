/** Parley, on a copy of the world. */
import { startParley } from './parley-process.ts';
import { profilingOf } from './profiling.ts';
import type { Target } from './target.ts';
import type { World } from './world.ts';

export function parley(world: World): Target {
  return {
    name: 'parley',
    title: 'Parley',
    start: async (cast, { dir, prefix, profileDir }) => {
      await world.copyTo(dir);
      const profiling = profilingOf(profileDir);
      const running = await startParley({
        dataDir: dir,
        prefix,
        nodeFlags: profiling.flags,
        env: profiling.env,
      });
      return { ...running, clients: await world.clients(running, cast) };
    },
  };
}
