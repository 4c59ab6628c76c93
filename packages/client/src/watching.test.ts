import { describe, expect, it } from 'vitest';
import type { Clock } from './clock.ts';
import type { PresenceInput } from './projections/presence.ts';
import { Watching } from './watching.ts';

function rig() {
  const due: (() => void)[] = [];
  const clock: Clock = {
    now: () => 0,
    after: (_ms, run) => {
      due.push(run);
      return () => due.splice(due.indexOf(run), 1);
    },
  };
  const asked: string[][] = [];
  const seen: PresenceInput[] = [];
  let live = true;
  const watching = new Watching({
    clock,
    isLive: () => live,
    seen: (input) => seen.push(input),
    request: async (_name, input) => {
      const { userIds } = input as { userIds: string[] };
      asked.push(userIds);
      return { states: userIds.map((userId) => ({ userId, status: 'online', lastSeenAt: null })) };
    },
  });
  return {
    watching,
    asked,
    seen,
    goLive: (now: boolean) => {
      live = now;
    },
    pause: async () => {
      for (const run of due.splice(0)) run();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('looking at people', () => {
  it('says everybody’s wishes as one list once they pause, and nothing where nothing changed', async () => {
    const { watching, asked, seen, pause } = rig();
    watching.watch(['a', 'b']);
    const leave = watching.watch(['b', 'c']);
    await pause();
    expect(asked.map((ids) => [...ids].sort())).toEqual([['a', 'b', 'c']]);
    expect(seen).toMatchObject([{ kind: 'watched', states: [{}, {}, {}] }]);
    leave();
    watching.watch(['c', 'b']);
    await pause();
    expect(asked).toHaveLength(1);
  });

  it('whom nobody looks at any more is forgotten to be pushed', async () => {
    const { watching, seen, pause } = rig();
    const leave = watching.watch(['a']);
    await pause();
    leave();
    await pause();
    expect(seen.at(-2)).toEqual({ kind: 'unwatched', userIds: ['a'] });
  });

  it('looks at 500 at most, those last asked for first', async () => {
    const { watching, asked, pause } = rig();
    watching.watch(Array.from({ length: 500 }, (_, n) => `old${n}`));
    watching.watch(['new']);
    await pause();
    expect(asked[0]).toHaveLength(500);
    expect(asked[0]).toContain('new');
  });

  it('P9: asks again after each connecting, and not before', async () => {
    const { watching, asked, goLive, pause } = rig();
    goLive(false);
    watching.watch(['a']);
    await pause();
    expect(asked).toEqual([]);
    goLive(true);
    watching.live();
    watching.live();
    expect(asked).toEqual([['a'], ['a']]);
  });
});
