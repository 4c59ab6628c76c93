/** The short run of the fault harness: a fixed seed, the faults that differ most. All of them: `npm run faults`. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, register } from '../process/accounts.ts';
import { findPostgres } from '../services/postgres.ts';
import { POSTGRES, REDIS } from '../services/programs.ts';
import { findRedis } from '../services/redis.ts';
import { describeWith } from '../services/suite.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { FAULTS } from './faults.ts';
import { table } from './report.ts';
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

const accounts = (cluster: Cluster) =>
  Promise.all(Array.from({ length: 6 }, (_, index) => register(cluster.url, `p${index}`)));

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
        'P1 P2 P3 P4 P5 P6 P11: %s',
        async (name) => {
          const fault = FAULTS.find((one) => one.name === name);
          if (!fault) throw new Error(name);
          const outcome = await faultStory({ cluster, people, seed: SEED, fault, around: AROUND });
          expect(outcome.violations).toEqual([]);
          expect(outcome.checked).toBeGreaterThan(2 * AROUND);
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
          const outcome = await faultStory({ cluster, people, seed: SEED, fault, around: AROUND });
          expect(outcome.violations.map((found) => found.promise)).toContain(promise);
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
    { fault: 'fire', checked: 1000, violations: [] },
    { fault: 'fire', checked: 500, violations: [{ promise: 'P2', what: 'order' }] },
    { fault: 'flood', checked: 7, violations: [] },
  ];
  expect(table(outcomes).split('\n')).toEqual([
    'fault  P1  P2        P3  P4  P5  P6  P11  checked',
    'fire   ok  BROKEN 1  ok  ok  ok  ok  ok   1,500',
    'flood  ok  ok        ok  ok  ok  ok  ok   7',
    'all                                       1,507',
  ]);
});
