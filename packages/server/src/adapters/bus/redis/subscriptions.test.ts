/** What a link is told, whatever is wanted and let go while it is being told. */
import { expect, it } from 'vitest';
import { type Subscriber, Subscriptions } from './subscriptions.ts';

/** A link that confirms when the test says so. */
function link() {
  const told: string[] = [];
  let pending: Array<() => void> = [];
  const tell = (what: string) => (topics: readonly string[]) => {
    told.push(`${what} ${topics.join(' ')}`);
    return new Promise<void>((resolve) => pending.push(resolve));
  };
  const confirm = async () => {
    const confirmed = pending;
    pending = [];
    for (const resolve of confirmed) resolve();
    // Longer than any chain of promises between a confirmation and what follows from it.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { told, confirm, subscribe: tell('+'), unsubscribe: tell('-') };
}

const subscriptions = () => {
  const failures: unknown[] = [];
  const made = new Subscriptions((_: Subscriber, cause) => failures.push(cause));
  return { made, failures };
};

it('tells those of one turn together, and what came meanwhile in the next go', async () => {
  const { made } = subscriptions();
  const redis = link();
  const heard: string[] = [];
  const want = (topic: string) => made.want(topic, () => heard.push(topic));
  void made.use(redis);
  await redis.confirm();
  want('a');
  want('b');
  want('a');
  await redis.confirm();
  want('c');
  made.release('b');
  expect(heard).toEqual([]);
  await redis.confirm();
  expect(heard).toEqual(['a', 'a']);
  expect(redis.told).toEqual(['+ a b', '- b']);
  await redis.confirm();
  expect(redis.told).toEqual(['+ a b', '- b', '+ c']);
  await redis.confirm();
  expect(heard).toEqual(['a', 'a', 'c']);
});

it('a topic let go and wanted again while it is being told is heard once it is confirmed', async () => {
  const { made } = subscriptions();
  const redis = link();
  let heard = 0;
  made.want('a', () => (heard += 1));
  void made.use(redis);
  await redis.confirm();
  made.release('a');
  made.want('a', () => (heard += 10));
  await redis.confirm();
  expect(redis.told).toEqual(['+ a']);
  expect(heard).toBe(10);
});

it('a new link is told everything that is wanted by then, in batches of a thousand', async () => {
  const { made } = subscriptions();
  for (let n = 0; n < 2_500; n += 1) made.want(`t${n}`, () => {});
  const first = link();
  void made.use(first).catch(() => {});
  await first.confirm();
  made.lost();
  await first.confirm();
  expect(first.told).toHaveLength(1);
  made.release('t0');
  const second = link();
  const used = made.use(second);
  for (let batch = 0; batch < 5; batch += 1) await second.confirm();
  await used;
  expect(second.told.map((each) => each.split(' ').length - 1)).toEqual([1_000, 1_000, 499]);
});

it('a link that refuses is reported', async () => {
  const { made, failures } = subscriptions();
  const refused = new Error('NOPERM');
  await made.use({ subscribe: () => Promise.reject(refused), unsubscribe: async () => {} });
  made.want('a', () => {});
  await expect.poll(() => failures).toEqual([refused]);
});
