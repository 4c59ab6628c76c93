/** Whom a Redis lets in: users, passwords and their rights, alone and in a cluster. */
import { REDIS } from '@parley/testkit/services/programs';
import { askRedis, findRedis, type RedisServer, startRedis } from '@parley/testkit/services/redis';
import { startRedisCluster } from '@parley/testkit/services/redis-cluster';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { arrives, pair, startNode } from './harness.ts';

vi.setConfig({ testTimeout: 40_000, hookTimeout: 60_000 });

const PASSWORD = 'p@ss:w/rd,100%';
const USERS = [
  // As docs/operations.md says: no more than is needed.
  `least on >${PASSWORD} resetchannels &ours:* &{ours:* +@connection +@pubsub +cluster|slots`,
  `mute on >${PASSWORD} allchannels +@all -publish -spublish`,
  `elsewhere on >${PASSWORD} resetchannels &theirs:* &{theirs:* +@all`,
];

async function startOne(program: string) {
  const server = await startRedis(program);
  return { servers: [server], stop: server.stop };
}

async function startMany(program: string) {
  const { masters, stop } = await startRedisCluster(program);
  return { servers: masters, stop };
}

describeWith(REDIS, findRedis(), 'who may use', (program) => {
  describe.each([
    ['one Redis', startOne],
    ['a Redis Cluster', startMany],
  ])('%s', (_, start) => {
    let servers: readonly RedisServer[] = [];
    let stop = async () => {};
    beforeAll(async () => {
      ({ servers, stop } = await start(program));
      for (const { url } of servers) {
        for (const user of USERS) expect(await askRedis(url, `ACL SETUSER ${user}`)).toBe('+OK');
        // The user of those who name none.
        expect(await askRedis(url, `ACL SETUSER default resetpass >${PASSWORD}`)).toBe('+OK');
      }
    });
    afterAll(() => stop());

    const as = (user: string, password: string) =>
      servers.map(({ url }) => url.replace('//', `//${user}:${encodeURIComponent(password)}@`)).join(',');

    it.each(['', 'default', 'least'])('%j with its password is heard', async (user) => {
      const [a, b] = await pair(as(user, PASSWORD), { prefix: 'ours' });
      a.bus.publish('t', () => 'heard');
      await arrives(b, 't heard');
    });

    it.each([
      ['a wrong password', () => as('least', 'wrong'), /^WRONGPASS/],
      ['an unknown user', () => as('nobody', PASSWORD), /^WRONGPASS/],
      ['no password', () => servers.map(({ url }) => url).join(','), /^NOAUTH/],
      ['a user who may not speak', () => as('mute', PASSWORD), /^NOPERM/],
      ['a user who may not listen here', () => as('elsewhere', PASSWORD), /^NOPERM/],
    ])('%s is away, keeps nobody waiting, and is told once by what Redis says', async (_name, url, words) => {
      const node = startNode(url(), { prefix: 'ours' });
      await node.bus.subscribe('t');
      // What is tried again in vain is no news.
      await expect.poll(node.losses, { timeout: 10_000 }).toBeGreaterThan(3);
      expect(node.bus.healthy).toBe(false);
      expect(node.said).toMatchObject({ away: 1, back: 0 });
      expect(node.causes).toEqual([expect.objectContaining({ message: expect.stringMatching(words) })]);
    });
  });
});
