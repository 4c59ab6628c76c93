/** A deployment started by one call serves as one server, and is gone afterwards. */
import { expect, test, vi } from 'vitest';
import { findNginx } from '../services/nginx.ts';
import { findPostgres } from '../services/postgres.ts';
import { NGINX, POSTGRES, REDIS } from '../services/programs.ts';
import { findRedis } from '../services/redis.ts';
import { describeWith } from '../services/suite.ts';
import { startDeployment } from './deployment.ts';

// Two nodes are compiled on the way when run from source.
vi.setConfig({ testTimeout: 120_000 });

describeWith(POSTGRES, findPostgres(), 'a deployment', () => {
  describeWith(REDIS, findRedis(), 'with Redis', () => {
    describeWith(NGINX, findNginx(), 'behind nginx', () => {
      test('its owner signs in once and is known on every node; stopped, nothing answers', async () => {
        const deployment = await startDeployment({ nodes: 2 });
        const addresses = [deployment.url, ...deployment.nodes.map(({ url }) => url)];
        try {
          const { username: login, password } = deployment.owner;
          const signedIn = await fetch(`${deployment.url}/api/auth/login`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ login, password }),
          });
          const { accessToken } = (await signedIn.json()) as { accessToken: string };
          for (const url of addresses) {
            const rooms = await fetch(`${url}/api/chat/rooms`, {
              headers: { authorization: `Bearer ${accessToken}` },
            });
            expect(rooms.status).toBe(200);
          }
        } finally {
          await deployment.stop();
        }
        for (const url of addresses) await expect(fetch(url)).rejects.toThrow();
      });
    });
  });
});
