/** `npm run faults [-- --nodes N --people N --around N --rounds N --seed N --only <words>]`: every fault against a cluster, and a table of what held. */
import { parseArgs } from 'node:util';
import { register } from '../process/accounts.ts';
import { findPostgres } from '../services/postgres.ts';
import { findRedis } from '../services/redis.ts';
import { startCluster } from './cluster.ts';
import { FAULTS } from './faults.ts';
import { table } from './report.ts';
import { faultStory, type Outcome } from './story.ts';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '3' },
    people: { type: 'string', default: '16' },
    around: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string', default: '' },
  },
});
const [nodes, people, around, rounds, seed] = [
  values.nodes,
  values.people,
  values.around,
  values.rounds,
  values.seed,
].map(Number) as [number, number, number, number, number];
const faults = FAULTS.filter(({ name }) => name.toLowerCase().includes(values.only.toLowerCase()));
const [postgres, redis] = [findPostgres(), findRedis()];

if (faults.length === 0) throw new Error(`no fault is called "${values.only}"`);
if (!postgres || !redis) throw new Error('this needs PostgreSQL and Redis: npm run services installs them');

console.log(`${nodes} nodes, ${people} people, seed ${seed}`);
const cluster = await startCluster({ postgres, redis, nodes });
const outcomes: Outcome[] = [];
try {
  const accounts = await Promise.all(
    Array.from({ length: people }, (_, index) => register(cluster.url, `p${index}`)),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, fault] of faults.entries()) {
      const started = performance.now();
      const outcome = await faultStory({
        cluster,
        people: accounts,
        seed: seed + round * FAULTS.length + index,
        fault,
        around,
      });
      outcomes.push(outcome);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(
        `${seconds.padStart(6)} s  ${fault.name}: ${outcome.checked} checked, ${outcome.violations.length} violations`,
      );
      for (const { promise, what } of outcome.violations.slice(0, 10))
        console.log(`          ${promise}: ${what}`);
    }
  }
} finally {
  await cluster.close();
}
console.log(`\n${table(outcomes)}\n\nseed ${seed}`);
process.exitCode = outcomes.some(({ violations }) => violations.length > 0) ? 1 : 0;
