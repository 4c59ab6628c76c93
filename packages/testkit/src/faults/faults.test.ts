/** The short run of the fault harness: a fixed seed, the faults that differ most. All of them: `npm run faults`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings, PROMISES } from '../checker/judgement.ts';
import { type Account, registerSome } from '../process/accounts.ts';
import { findPostgres } from '../services/postgres.ts';
import { POSTGRES, REDIS } from '../services/programs.ts';
import { findRedis } from '../services/redis.ts';
import { describeWith } from '../services/suite.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { faultNamed } from './faults.ts';
import { operations } from './report.ts';
import { faultStory } from './story.ts';

const SEED = 20261121;
const PEOPLE = 6;
const AROUND = 60;
const SHORT = [
  'a node is killed (SIGKILL)',
  'a node is restarted (SIGTERM)',
  'Redis is lost and back',
  'PostgreSQL crashes',
  'connections to PostgreSQL are reset',
  'clients are cut off again and again',
];

describeWith(POSTGRES, findPostgres(), 'faults', (postgres) => {
  describeWith(REDIS, findRedis(), 'and Redis', (redis) => {
    describe('a cluster of two', () => {
      let cluster: Cluster;
      let people: readonly Account[];
      beforeAll(async () => {
        cluster = await startCluster({ postgres, redis, nodes: 2 });
        people = await registerSome(cluster.url, PEOPLE);
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
  });
});
