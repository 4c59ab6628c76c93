import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { describe, expect, it } from 'vitest';
import type { Access, ChannelKind } from '../commands/definition.ts';
import type { Identity } from '../ports/identities.ts';
import { AccessCache } from './access-cache.ts';

const ann: Identity = {
  userId: 'ann',
  username: 'ann',
  displayName: 'Ann',
  role: 'member',
  active: true,
  authVersion: 1,
};

/** Rights that answer when told to. */
function slowRights() {
  const answers: ((access: Access | null) => void)[] = [];
  const kind: ChannelKind = {
    kind: 'room',
    access: () => new Promise((resolve) => answers.push(resolve)),
    snapshot: async () => ({ seq: 0, json: '{}' }),
  };
  const clock = new ManualClock();
  const cache = new AccessCache({ identities: { find: async () => ann }, clock, maxAgeMs: 5_000 });
  return { answers, kind, cache, clock };
}

const may = (aclVersion: number): Access => ({ aclVersion, read: true, visibleFromSeq: 1, facts: null });

describe('the access cache', () => {
  it('F10 P6: does not keep a read that began before a change', async () => {
    const { answers, kind, cache } = slowRights();
    const before = cache.access(kind, 'r', ann);
    cache.forget('room:r');
    answers[0]?.(may(1));
    await before;
    const after = cache.access(kind, 'r', ann);
    expect(answers).toHaveLength(2);
    answers[1]?.(may(2));
    expect(await after).toMatchObject({ aclVersion: 2 });
    expect(await cache.access(kind, 'r', ann)).toMatchObject({ aclVersion: 2 });
    expect(answers).toHaveLength(2);
  });

  it('F10: who asks while that is being read shares the read', async () => {
    const { answers, kind, cache } = slowRights();
    const asked = [cache.access(kind, 'r', ann), cache.access(kind, 'r', ann)];
    expect(answers).toHaveLength(1);
    answers[0]?.(may(1));
    for (const access of asked) expect(await access).toMatchObject({ aclVersion: 1 });
  });

  it('F10 P6: but not one that began before a change, nor one about earlier rights of the person', async () => {
    const { answers, kind, cache } = slowRights();
    const before = cache.access(kind, 'r', ann);
    cache.forget('room:other');
    const after = cache.access(kind, 'r', ann);
    const promoted = cache.access(kind, 'r', { ...ann, authVersion: 2 });
    expect(answers).toHaveLength(3);
    for (const [index, answer] of answers.entries()) answer(may(index + 1));
    expect(await before).toMatchObject({ aclVersion: 1 });
    expect(await after).toMatchObject({ aclVersion: 2 });
    expect(await promoted).toMatchObject({ aclVersion: 3 });
  });

  it('F10: a read that failed is shared with nobody who asks later', async () => {
    let fails = true;
    const find = async () => {
      if (fails) throw new Error('the database is away');
      return ann;
    };
    const cache = new AccessCache({ identities: { find }, clock: new ManualClock(), maxAgeMs: 5_000 });
    await expect(Promise.allSettled([cache.identity('ann'), cache.identity('ann')])).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    fails = false;
    expect(await cache.identity('ann')).toBe(ann);
  });

  it('F10 P6: asks again after five seconds, when an invalidation may have been lost', async () => {
    const { answers, kind, cache, clock } = slowRights();
    const first = cache.access(kind, 'r', ann);
    answers[0]?.(may(1));
    await first;
    await clock.advance(4_999);
    await cache.access(kind, 'r', ann);
    expect(answers).toHaveLength(1);
    await clock.advance(1);
    void cache.access(kind, 'r', ann);
    expect(answers).toHaveLength(2);
  });

  it('F10: keeps nothing about what is not there', async () => {
    const { answers, kind, cache } = slowRights();
    const first = cache.access(kind, 'none', ann);
    answers[0]?.(null);
    expect(await first).toBeNull();
    void cache.access(kind, 'none', ann);
    expect(answers).toHaveLength(2);
  });
});
