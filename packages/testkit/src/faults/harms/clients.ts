/** What clients do. */
import type { PresenceWord } from '../../checker/record.ts';
import { manyReturn } from '../returning.ts';
import { type Fault, HOLD_MS, type Scene } from '../scene.ts';
import { startTcpProxy } from '../tcp-proxy.ts';

const SLOW = 4;
/** So much that neither the operating system nor the server's queue holds what slow readers leave. */
const PADDING = 7_000;
const FLOOD = 2_000;
const FLOOD_MS = 20_000;
const CURRENT_MS = 10_000;
const RETURNING = 5_000;

export const CLIENTS: readonly Fault[] = [
  {
    name: 'requests come twice and out of order',
    strike: async ({ habits, work }) => {
      habits.echoes = 2;
      await work(400, 3 * HOLD_MS);
      habits.echoes = 0;
    },
  },
  { name: 'some read nothing any more', strike: slowReaders },
  {
    name: `${RETURNING.toLocaleString('en')} clients return at once`,
    strike: (scene) => manyReturn(scene, RETURNING),
  },
];

/** P7: who reads nothing is let go and keeps nobody waiting. That they resume exactly is judged with all the others. */
async function slowReaders(scene: Scene): Promise<void> {
  const { cluster, habits } = scene;
  const way = await startTcpProxy(() => [cluster.front.port]);
  scene.atEnd(way.close);
  const readers = await Promise.all(
    Array.from({ length: SLOW }, () => scene.enter(`http://127.0.0.1:${way.port}`)),
  );
  const arrivals = () => readers.map(({ record }) => record.presence.filter(isArrival).length);
  const before = arrivals();
  way.deafen();
  habits.padding = PADDING;
  await scene.work(FLOOD, FLOOD_MS);
  habits.padding = 0;
  const others = scene.inside().filter((client) => !readers.includes(client));
  const delayed = await scene.behind(others, CURRENT_MS);
  way.undeafen();
  const behind = await scene.behind(readers, 2 * CURRENT_MS);
  const after = arrivals();
  const kept = readers.filter((_, index) => after[index] === before[index]);
  scene.found({
    promise: 'P7',
    checked: others.length + readers.length,
    broken: [
      ...delayed.map((name) => `${name} was delayed by slow readers`),
      ...behind.map((name) => `${name} read slowly and did not catch up`),
      ...kept.map(({ record }) => `${record.name} read nothing and was not let go`),
    ],
  });
}

const isArrival = (word: PresenceWord): boolean => word === 'connected';
