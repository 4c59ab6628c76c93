/** Parley as it comes: one process on SQLite, on a copy of the world. */
import { findChromium } from '@parley/testkit/services/chromium';
import { CHROMIUM } from '@parley/testkit/services/programs';
import { startParley } from './parley-process.ts';
import { profilingOf } from './profiling.ts';
import { oneNode, type Target } from './target.ts';
import type { World } from './world.ts';

export function parley(world: World): Target {
  return {
    name: 'parley',
    title: 'Parley, one node on SQLite',
    lacks: [],
    start: async (cast, { dir, prefix, profileDir, nodeFlags }) => {
      await world.copyTo(dir);
      const profiling = profilingOf(profileDir);
      const node = await startParley({
        dataDir: dir,
        prefix,
        nodeFlags: [...profiling.flags, ...nodeFlags],
        env: profiling.env,
      });
      return oneNode(node, await world.clients([node], cast), true);
    },
  };
}

/** The same, where it is its web app in a browser that is looked at. */
export function parleyWeb(world: World): Target {
  return {
    ...parley(world),
    name: 'parley-web',
    title: 'Parley and its web app in Chromium',
    lacks: findChromium() === undefined ? [CHROMIUM.name] : [],
  };
}
