/** Stories in which a promise was once broken, told again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findings } from '../checker/judgement.ts';
import { type Account, registerSome } from '../process/accounts.ts';
import { findPostgres } from '../services/postgres.ts';
import { POSTGRES, REDIS } from '../services/programs.ts';
import { findRedis } from '../services/redis.ts';
import { describeWith } from '../services/suite.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { faultNamed } from './faults.ts';
import { KNOWN, KNOWN_NODES } from './known.ts';
import { faultStory } from './story.ts';

describeWith(POSTGRES, findPostgres(), 'stories that once failed', (postgres) => {
  describeWith(REDIS, findRedis(), 'with Redis', (redis) => {
    let cluster: Cluster;
    let people: readonly Account[];
    beforeAll(async () => {
      cluster = await startCluster({ postgres, redis, nodes: KNOWN_NODES });
      people = await registerSome(cluster.url, Math.max(...KNOWN.map((story) => story.people)));
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
});
