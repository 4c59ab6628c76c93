import { ManualClock, settled } from '@parley/testkit/kernel/manual-clock';
import { beforeEach, describe, expect, test } from 'vitest';
import { type LiveLogin, type Liveness, liveness } from './liveness.ts';

const login = (id: string, userId = 'ada') => ({ loginId: id, userId });

describe('whether a login stands', () => {
  let clock: ManualClock;
  let live: Map<string, LiveLogin>;
  let reads: string[][];
  let held: (() => void)[] | null;
  let broken: boolean;
  let checks: Liveness;

  beforeEach(() => {
    clock = new ManualClock();
    const expires_at = new Date(clock.now() + 3_600_000).toISOString();
    live = new Map(
      ['a', 'b', 'c'].map((id) => [id, { id, user_id: id === 'c' ? 'bob' : 'ada', expires_at }]),
    );
    reads = [];
    held = null;
    broken = false;
    checks = liveness(clock, async (ids) => {
      reads.push([...ids]);
      const answer = ids.flatMap((id) => live.get(id) ?? []);
      const waiting = held;
      if (waiting) await new Promise<void>((resolve) => waiting.push(resolve));
      if (broken) throw new Error('database is gone');
      return answer;
    });
  });

  test('is read once and then kept for a while', async () => {
    expect(await checks.alive(login('a'))).toBe(true);
    expect(await checks.alive(login('a'))).toBe(true);
    expect(reads).toHaveLength(1);
    live.delete('a');
    await clock.advance(4999);
    expect(await checks.alive(login('a'))).toBe(true);
    await clock.advance(1);
    expect(await checks.alive(login('a'))).toBe(false);
  });

  test('is false for another person’s login, an unknown one and an expired one', async () => {
    expect(await checks.alive(login('c', 'ada'))).toBe(false);
    expect(await checks.alive(login('z'))).toBe(false);
    clock.jump(3_600_000);
    expect(await checks.alive(login('b'))).toBe(false);
  });

  test('ended here is seen at once, though it was kept', async () => {
    await checks.alive(login('a'));
    await checks.alive(login('b'));
    live.delete('a');
    checks.ending({ loginId: 'a' });
    expect(await checks.alive(login('a'))).toBe(false);
    expect(await checks.alive(login('b'))).toBe(true);
    expect(reads).toHaveLength(3);
  });

  test('all of a person’s are read anew when that person’s end', async () => {
    for (const id of ['a', 'b']) await checks.alive(login(id));
    await checks.alive(login('c', 'bob'));
    checks.ending({ userId: 'ada' });
    live.delete('a');
    live.delete('b');
    expect(await checks.alive(login('a'))).toBe(false);
    expect(await checks.alive(login('b'))).toBe(false);
    await checks.alive(login('c', 'bob'));
    expect(reads).toHaveLength(5);
  });

  test('announced before its commit is not kept meanwhile: what was read too early does not linger', async () => {
    checks.ending({ loginId: 'a' });
    expect(await checks.alive(login('a'))).toBe(true);
    live.delete('a');
    expect(await checks.alive(login('a'))).toBe(false);
  });

  test('a read under way when a login ends is not kept', async () => {
    held = [];
    const early = checks.alive(login('a'));
    live.delete('a');
    checks.ending({ loginId: 'a' });
    for (const release of held) release();
    held = null;
    await early;
    expect(await checks.alive(login('a'))).toBe(false);
  });

  test('those who ask while a read is under way share the next one', async () => {
    held = [];
    const first = checks.alive(login('a'));
    const others = [checks.alive(login('b')), checks.alive(login('c', 'bob')), checks.alive(login('b'))];
    for (const release of held) release();
    held = null;
    expect(await Promise.all([first, ...others])).toEqual([true, true, true, true]);
    expect(reads).toEqual([['a'], ['b', 'c']]);
  });

  test('a database that cannot say makes nobody signed out: they are told to come back', async () => {
    broken = true;
    await expect(checks.alive(login('a'))).rejects.toMatchObject({
      wire: { code: 'UNAVAILABLE', retryable: true },
    });
    broken = false;
    await settled();
    expect(await checks.alive(login('a'))).toBe(true);
  });
});
