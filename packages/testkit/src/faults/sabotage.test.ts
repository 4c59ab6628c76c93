/** The judges find what is broken on purpose: else finding nothing would say nothing. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { registerSome } from '../process/accounts.ts';
import { findPostgres } from '../services/postgres.ts';
import { POSTGRES, REDIS } from '../services/programs.ts';
import { findRedis } from '../services/redis.ts';
import { describeWith } from '../services/suite.ts';
import { startCluster } from './cluster.ts';
import { faultStory } from './story.ts';

const SEED = 20261121;
const PEOPLE = 6;

describeWith(POSTGRES, findPostgres(), 'sabotage', (postgres) => {
  describeWith(REDIS, findRedis(), 'with Redis', (redis) => {
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
          const people = await registerSome(cluster.url, PEOPLE);
          const fault = { name, strike: async () => {} };
          const { judgements } = await faultStory({ cluster, people, seed: SEED, fault, around: 60 });
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
