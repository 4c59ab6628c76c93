/** The short run of the fault harness: a fixed seed, the faults that differ most. All of them: `npm run faults`. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings, type Judgement, PROMISES } from '../checker/judgement.ts';
import { type Account, register } from '../process/accounts.ts';
import { findPostgres } from '../services/postgres.ts';
import { POSTGRES, REDIS } from '../services/programs.ts';
import { findRedis } from '../services/redis.ts';
import { describeWith } from '../services/suite.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { faultNamed } from './faults.ts';
import { KNOWN, KNOWN_NODES } from './known.ts';
import { operations, table } from './report.ts';
import { faultStory, type Outcome } from './story.ts';

const SEED = 20261121;
const AROUND = 60;
const SHORT = [
  'a node is killed (SIGKILL)',
  'a node is restarted (SIGTERM)',
  'Redis is lost and back',
  'PostgreSQL crashes',
  'connections to PostgreSQL are reset',
  'clients are cut off again and again',
];

const accounts = (cluster: Cluster, count = 6) =>
  Promise.all(Array.from({ length: count }, (_, index) => register(cluster.url, `p${index}`)));

describeWith(POSTGRES, findPostgres(), 'faults', (postgres) => {
  describeWith(REDIS, findRedis(), 'and Redis', (redis) => {
    describe('a cluster of two', () => {
      let cluster: Cluster;
      let people: readonly Account[];
      beforeAll(async () => {
        cluster = await startCluster({ postgres, redis, nodes: 2 });
        people = await accounts(cluster);
      }, 120_000);
      afterAll(() => cluster?.close());

      it.each(SHORT)(
        'P1 P2 P3 P4 P5 P6 P8 P9 P10 P11: %s',
        async (name) => {
          const fault = faultNamed(name);
          const { judgements } = await faultStory({ cluster, people, seed: SEED, fault, around: AROUND });
          expect(findings(judgements)).toEqual([]);
          expect(operations(judgements)).toBeGreaterThan(2 * AROUND);
          const looked = judgements.filter(({ checked }) => checked > 0).map(({ promise }) => promise);
          expect(new Set(looked)).toEqual(new Set(PROMISES.filter((promise) => promise !== 'P7')));
        },
        120_000,
      );
    });

    describe('stories that once failed', () => {
      let cluster: Cluster;
      let people: readonly Account[];
      beforeAll(async () => {
        cluster = await startCluster({ postgres, redis, nodes: KNOWN_NODES });
        people = await accounts(cluster, Math.max(...KNOWN.map((story) => story.people)));
      }, 120_000);
      afterAll(() => cluster?.close());

      it.each(KNOWN)(
        '$fault, seed $seed, no longer finds $found',
        async ({ fault, seed, people: count, around }) => {
          const { judgements } = await faultStory({
            cluster,
            people: people.slice(0, count),
            seed,
            fault: faultNamed(fault),
            around,
          });
          expect(findings(judgements)).toEqual([]);
        },
        120_000,
      );
    });

    it.each([
      ['a log that acknowledges what it does not store', 'forgetful-log', 'P1'],
      ['a bus that changes what it carries', 'lying-bus', 'P5'],
      ['a bus that delivers to who was removed', 'leaky-bus', 'P6'],
    ])(
      'finds %s',
      async (_, name, promise) => {
        const sabotage = fileURLToPath(new URL(`./sabotage/${name}.ts`, import.meta.url));
        const cluster = await startCluster({ postgres, redis, nodes: 2, imports: [sabotage] });
        try {
          const people = await accounts(cluster);
          const fault = { name, strike: async () => {} };
          const { judgements } = await faultStory({ cluster, people, seed: SEED, fault, around: AROUND });
          const broken = judgements.filter((one) => one.broken.length > 0).map((one) => one.promise);
          expect(broken).toContain(promise);
        } finally {
          await cluster.close();
        }
      },
      120_000,
    );
  });
});

it('the table adds up what was checked and says which promise broke, and how often', () => {
  const outcomes: Outcome[] = [
    { fault: 'fire', seed: 1, judgements: [one('P1', 1000), one('P2', 500)] },
    { fault: 'fire', seed: 2, judgements: [one('P1', 500), one('P2', 7, 'order')] },
    { fault: 'flood', seed: 3, judgements: [one('P4', 7)] },
  ];
  const cells = table(outcomes)
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  expect(cells).toEqual([
    ['fault', ...PROMISES, 'operations'],
    ['fire', '1,500', 'BROKEN 1', ...Array(9).fill('-'), '2,007'],
    ['flood', '-', '-', '-', '7', ...Array(7).fill('-'), '0'],
    ['all', '1,500', 'BROKEN 1', '-', '7', ...Array(7).fill('-'), '2,007'],
  ]);
});

function one(promise: Judgement['promise'], checked: number, ...broken: readonly string[]): Judgement {
  return { promise, checked, broken };
}
