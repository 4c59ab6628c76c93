/** `npm run faults [-- --nodes N --people N --around N --rounds N --seed N --only <words>]`: every fault against a cluster, and a table of what held. */
import { parseArgs } from 'node:util';
import { findings } from '../checker/judgement.ts';
import { register, signIn } from '../process/accounts.ts';
import { findPostgres } from '../services/postgres.ts';
import { findRedis } from '../services/redis.ts';
import { startCluster } from './cluster.ts';
import { FAULTS } from './faults.ts';
import { operations, table } from './report.ts';
import { faultStory, type Outcome } from './story.ts';

/** So many findings of each judge are printed. */
const SHOWN = 5;
/** Enough for what all stories together write. */
const DISK_MEGABYTES = 1_500;

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

// So that what was started and mounted goes with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

console.log(`${nodes} nodes, ${people} people, seed ${seed}`);
const cluster = await startCluster({ postgres, redis, nodes, diskMegabytes: DISK_MEGABYTES });
const outcomes: Outcome[] = [];
try {
  const names = Array.from({ length: people }, (_, index) => `p${index}`);
  await Promise.all(names.map((name) => register(cluster.url, name)));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, fault] of faults.entries()) {
      if (fault.fillsDisk && !cluster.disk) {
        console.log(`          ${fault.name}: left out, no disk can be mounted here`);
        continue;
      }
      const started = performance.now();
      const outcome = await faultStory({
        cluster,
        // An access token lasts a quarter of an hour, and all stories together last longer.
        people: await Promise.all(names.map((name) => signIn(cluster.url, name))),
        seed: seed + round * FAULTS.length + index,
        fault,
        around,
      });
      outcomes.push(outcome);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const broken = findings(outcome.judgements);
      console.log(
        `${seconds.padStart(6)} s  ${fault.name}: ${operations(outcome.judgements)} operations, ${broken.length} violations`,
      );
      for (const { promise, broken: of } of outcome.judgements) {
        for (const what of of.slice(0, SHOWN)) console.log(`          ${promise}: ${what}`);
      }
      if (broken.length > 0) console.log(`          ${asKnown(outcome)}`);
    }
  }
} finally {
  await cluster.close();
}
console.log(`\n${table(outcomes)}\n\nseed ${seed}`);
process.exitCode = outcomes.some(({ judgements }) => findings(judgements).length > 0) ? 1 : 0;

/** The line that makes a failing seed a test (`known.ts`). */
function asKnown({ fault, seed: ofStory }: Outcome): string {
  const story = { fault, seed: ofStory, people, around, found: '' };
  return `a line for known.ts (${nodes} nodes): ${JSON.stringify(story)}`;
}
