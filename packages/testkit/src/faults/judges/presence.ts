/** P9: what everyone was told of everyone's presence. */
import type { Judgement } from '../../checker/judgement.ts';
import type { PresenceWord } from '../../checker/record.ts';

export interface Watcher {
  readonly name: string;
  readonly userId: string;
  readonly presence: readonly PresenceWord[];
}

/** What a watcher knows of each: the latest word since its connection began; who was not mentioned since is away. */
export function known(words: readonly PresenceWord[]): ReadonlyMap<string, string> {
  const state = new Map<string, string>();
  for (const word of words) {
    if (word === 'connected') state.clear();
    else state.set(word.userId, word.status);
  }
  return state;
}

/** In the end everyone is seen as they are. `expected`: userId -> status. */
export function converged(
  watchers: readonly Watcher[],
  expected: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): Judgement {
  const broken: string[] = [];
  let checked = 0;
  for (const watcher of watchers) {
    const state = known(watcher.presence);
    for (const [userId, status] of expected) {
      if (userId === watcher.userId) continue;
      checked += 1;
      const seen = state.get(userId) ?? 'offline';
      if (seen !== status)
        broken.push(`${watcher.name} takes ${names.get(userId)} for ${seen}, who is ${status}`);
    }
  }
  return { promise: 'P9', checked, broken };
}

/** A reload shows nothing: since `from` (an index into each watcher's words) nobody was told that this person is gone. */
export function unseen(watchers: readonly Watcher[], userId: string, from: readonly number[]): Judgement {
  const broken = watchers.flatMap(({ name, presence }, index) =>
    presence
      .slice(from[index])
      .some((word) => word !== 'connected' && word.userId === userId && word.status === 'offline')
      ? [`${name} saw a reload`]
      : [],
  );
  return { promise: 'P9', checked: watchers.length, broken };
}
