/** The bus over a real Redis: the port's rules, and what happens while Redis is away, slow or silent. */
import { createServer } from 'node:net';
import { REDIS } from '@parley/testkit/services/programs';
import { askRedis, findRedis, type RedisServer, startRedis } from '@parley/testkit/services/redis';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { busConformance } from '../../../kernel/conformance/bus.conformance.ts';
import { arrives, healthy, meeting, pair, readyNode, startNode } from './harness.ts';

vi.setConfig({ testTimeout: 40_000, hookTimeout: 60_000 });

describeWith(REDIS, findRedis(), 'the bus over one Redis', (program) => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis(program);
  });
  afterAll(() => redis.stop());

  busConformance(
    'redis',
    meeting(() => redis.url),
  );

  it('two installations share one Redis and never hear each other', async () => {
    const [a] = await pair(redis.url, { prefix: 'one' });
    const [other, there] = await pair(redis.url, { prefix: 'two' });
    a.bus.publish('t', () => 'ours');
    other.bus.publish('t', () => 'theirs');
    await arrives(there, 't theirs');
    expect(there.received).toEqual(['t theirs']);
  });

  it('only the first subscription and the last unsubscription of a topic go to Redis, those of one turn together', async () => {
    const { bus } = await readyNode(redis.url, { prefix: 'counted' });
    const listeners = () => askRedis(redis.url, 'PUBSUB NUMSUB counted:t0 counted:t99');
    const calls = async () =>
      Number(/cmdstat_subscribe:calls=(\d+)/.exec(await askRedis(redis.url, 'INFO commandstats'))?.[1] ?? 0);
    const before = await calls();
    const topics = Array.from({ length: 100 }, (_, n) => `t${n}`);
    await Promise.all([...topics, ...topics].map((topic) => bus.subscribe(topic)));
    expect(await calls()).toBe(before + 1);
    await Promise.all(topics.map((topic) => bus.unsubscribe(topic)));
    await bus.subscribe('after');
    expect(await listeners()).toMatch(/:1\r\n.*\r\n.*\r\n:1$/s);
    await Promise.all(topics.map((topic) => bus.unsubscribe(topic)));
    await expect.poll(listeners).toMatch(/:0\r\n.*\r\n.*\r\n:0$/s);
  });

  it('a topic let go and wanted again in one turn is heard', async () => {
    const [a, b] = await pair(redis.url);
    await Promise.all([b.bus.unsubscribe('t'), b.bus.subscribe('t')]);
    void b.bus.unsubscribe('t');
    await b.bus.subscribe('t');
    a.bus.publish('t', () => 'heard');
    await arrives(b, 't heard');
  });

  it('P11: lost and back: subscriptions are there again, and each node is told of the gap', async () => {
    const [a, b] = await pair(redis.url);
    const gaps = () => [a.said.gaps, b.said.gaps];
    const before = gaps();
    await redis.lose();
    await expect.poll(() => [a.bus.healthy, b.bus.healthy]).toEqual([false, false]);
    expect(gaps().every((count, index) => count > (before[index] ?? 0))).toBe(true);
    const deaf = gaps();
    // Nobody is kept out meanwhile, and what they wanted is heard afterwards.
    await b.bus.subscribe('new');
    await b.bus.unsubscribe('t');
    await b.bus.subscribe('t');
    await redis.comeBack();
    await healthy(a, b);
    expect(gaps().every((count, index) => count > (deaf[index] ?? 0))).toBe(true);
    for (const topic of ['t', 'new']) {
      a.bus.publish(topic, () => 'again');
      await arrives(b, `${topic} again`);
    }
    expect(b.said).toMatchObject({ away: 1, back: 1 });
  });

  it('P7 P11: publishing while it is away neither throws nor encodes, and is counted', async () => {
    const [a, b] = await pair(redis.url);
    await redis.lose();
    await expect.poll(() => a.bus.healthy).toBe(false);
    for (let n = 0; n < 10_000; n += 1) {
      a.bus.publish('t', () => {
        throw new Error('encoded for nobody');
      });
    }
    expect(a.telemetry.counts.get('bus_dropped')).toBe(10_000);
    await redis.comeBack();
    await healthy(a, b);
    a.bus.publish('t', () => 'after');
    await arrives(b, 't after');
    expect(b.received).toEqual(['t after']);
  });

  it('P7: one that stopped answering costs bounded memory, and the others are told what they missed', async () => {
    const [a, b] = await pair(redis.url, { prefix: 'slow', maxWaitingBytes: 100_000 });
    const before = b.said.gaps;
    redis.freeze();
    let encoded = 0;
    for (let n = 0; n < 1_000; n += 1) {
      a.bus.publish('t', () => {
        encoded += 1;
        return 'x'.repeat(10_000);
      });
    }
    redis.resume();
    expect(encoded).toBe(10);
    expect(a.telemetry.counts.get('bus_dropped')).toBe(990);
    await expect.poll(() => b.said.gaps).toBeGreaterThan(before);
    expect(b.received).toHaveLength(10);
    expect(a.bus.healthy).toBe(true);
  });

  it('a silent one is noticed, waited for no longer, and found again', async () => {
    const [a, b] = await pair(redis.url);
    redis.freeze();
    await expect.poll(() => [a.bus.healthy, b.bus.healthy], { timeout: 20_000 }).toEqual([false, false]);
    await a.bus.subscribe('meanwhile');
    redis.resume();
    await healthy(a, b);
    b.bus.publish('meanwhile', () => 'heard');
    await arrives(a, 'meanwhile heard');
  });

  it('FLUSHALL and ended connections harm nothing', async () => {
    const [a, b] = await pair(redis.url);
    await askRedis(redis.url, 'FLUSHALL');
    a.bus.publish('t', () => 'flushed');
    await arrives(b, 't flushed');
    const before = b.said.gaps;
    await askRedis(redis.url, 'CLIENT KILL TYPE pubsub');
    await expect.poll(() => b.said.gaps).toBeGreaterThan(before);
    await healthy(a, b);
    a.bus.publish('t', () => 'killed');
    await arrives(b, 't killed');
  });

  it('what was published in the turn before it closes still goes out', async () => {
    const [a, b] = await pair(redis.url);
    a.bus.publish('t', () => 'last words');
    await a.bus.close();
    await arrives(b, 't last words');
  });
});

it('where there is no Redis at all it keeps nobody waiting, and ends promptly', async () => {
  const node = startNode('redis://127.0.0.1:1');
  await Promise.all([node.bus.subscribe('a'), node.bus.subscribe('b')]);
  node.bus.publish('a', () => 'nowhere');
  expect(node.bus.healthy).toBe(false);
  expect(node.said.away).toBe(1);
  await node.bus.close();
});

it('one that takes connections and never answers keeps nobody out, and is closed promptly', async () => {
  const silent = createServer((socket) => socket.resume());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const node = startNode(`redis://127.0.0.1:${port}`);
  await node.bus.subscribe('a');
  expect(node.bus.healthy).toBe(false);
  await node.bus.close();
  await new Promise((resolve) => silent.close(resolve));
});
