/** The bus over a real Redis Cluster: the port's rules, and what happens when its masters are lost or change places. */
import { REDIS } from '@parley/testkit/services/programs';
import { askRedis, findRedis } from '@parley/testkit/services/redis';
import { type RedisCluster, startRedisCluster } from '@parley/testkit/services/redis-cluster';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { busConformance } from '../../../kernel/conformance/bus.conformance.ts';
import { arrives, healthy, meeting, pair } from './harness.ts';

vi.setConfig({ testTimeout: 40_000, hookTimeout: 60_000 });

describeWith(REDIS, findRedis(), 'the bus over a Redis Cluster', (program) => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster(program);
  });
  afterAll(() => cluster.stop());

  busConformance(
    'redis cluster',
    meeting(() => cluster.url),
  );

  it('spreads topics over its masters, and finds them by one address', async () => {
    const [first] = cluster.masters;
    const [a, b] = await pair(`${first?.url}?cluster=true`, { prefix: 'spread' });
    const topics = Array.from({ length: 60 }, (_, n) => `t${n}`);
    await Promise.all(topics.map((topic) => b.bus.subscribe(topic)));
    for (const topic of topics) a.bus.publish(topic, () => 'here');
    await expect.poll(() => [...b.received].sort()).toEqual(topics.map((topic) => `${topic} here`).sort());
    for (const { url } of cluster.masters) {
      expect(await askRedis(url, 'PUBSUB SHARDCHANNELS {spread*')).not.toBe('*0');
    }
  });

  it('P11: a master lost and back: subscriptions are there again, and the gap is told', async () => {
    const [a, b] = await pair(cluster.url, { prefix: 'lost' });
    const topics = Array.from({ length: 60 }, (_, n) => `t${n}`);
    await Promise.all(topics.map((topic) => b.bus.subscribe(topic)));
    const master = cluster.masters[1];
    await master?.lose();
    await expect.poll(() => [a.bus.healthy, b.bus.healthy]).toEqual([false, false]);
    const deaf = b.said.gaps;
    await master?.comeBack();
    await healthy(a, b);
    expect(b.said.gaps).toBeGreaterThan(deaf);
    for (const topic of topics) a.bus.publish(topic, () => 'again');
    await expect.poll(() => b.received.length).toBe(60);
  });

  it('P11: a slot that moves to another master is followed there, and the gap is told', async () => {
    const [a, b] = await pair(cluster.url, { prefix: 'moving' });
    const from = await Promise.all(
      cluster.masters.map(({ url }) => askRedis(url, 'PUBSUB SHARDCHANNELS {moving*}:t')),
    );
    const owner = from.findIndex((channels) => channels !== '*0');
    const channel = /\{.*$/.exec(from[owner] ?? '')?.[0] ?? '';
    const heir = cluster.masters[(owner + 1) % cluster.masters.length];
    const old = cluster.masters[owner];
    if (!heir || !old) throw new Error('there are three');
    const slot = (await askRedis(heir.url, `CLUSTER KEYSLOT ${channel}`)).slice(1);
    const [, id] = (await askRedis(heir.url, 'CLUSTER MYID')).split('\r\n');
    const before = b.said.gaps;
    for (const { url } of [heir, old]) await askRedis(url, `CLUSTER SETSLOT ${slot} NODE ${id}`);
    await expect.poll(() => b.said.gaps, { timeout: 10_000 }).toBeGreaterThan(before);
    await healthy(a, b);
    await expect.poll(() => askRedis(heir.url, `PUBSUB SHARDNUMSUB ${channel}`)).toMatch(/:1$/);
    a.bus.publish('t', () => 'moved');
    await arrives(b, 't moved');
  });
});

describeWith(REDIS, findRedis(), 'the bus over a Redis Cluster with replicas', (program) => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster(program, { replicas: true });
  });
  afterAll(() => cluster?.stop());

  it('P11: a master lost for good: its replica takes over, subscriptions are there again, and the gap is told', async () => {
    const [a, b] = await pair(cluster.url, { prefix: 'failover' });
    const topics = Array.from({ length: 60 }, (_, n) => `t${n}`);
    await Promise.all(topics.map((topic) => b.bus.subscribe(topic)));
    await cluster.masters[0]?.lose();
    await expect.poll(() => [a.bus.healthy, b.bus.healthy]).toEqual([false, false]);
    const deaf = b.said.gaps;
    await healthy(a, b);
    expect(b.said.gaps).toBeGreaterThan(deaf);
    for (const topic of topics) a.bus.publish(topic, () => 'again');
    await expect.poll(() => b.received.length).toBe(60);
    expect(b.said).toMatchObject({ away: 1, back: 1 });
  });
});
