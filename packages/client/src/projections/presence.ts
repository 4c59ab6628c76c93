/**
 * Who is there: (state, input) -> state, pure. The latest word on each person.
 *
 * What the server pushes on a connection is newer than any list asked for on it, whichever arrives first. After a
 * reconnection everyone who is there is pushed again, so whoever isn't left meanwhile.
 */
import type { User } from '@parley/contract/features/accounts/model';
import type { PresenceChanged, PresenceStatus } from '@parley/contract/kernel/presence';

export interface Presence {
  readonly status: PresenceStatus;
  readonly lastSeenAt: string | null;
  readonly text?: string | undefined;
  /** Pushed on this connection, or on the one before it. Absent: known from a list only. */
  readonly pushed?: 'now' | 'before';
}

/** userId -> presence. Whoever is not in it was never seen: take them for offline. */
export type PresenceState = Readonly<Record<string, Presence>>;

export type PresenceInput =
  | { readonly kind: 'changed'; readonly presence: PresenceChanged }
  /** People as a snapshot or a list showed them. */
  | { readonly kind: 'seen'; readonly people: readonly Pick<User, 'id' | 'status' | 'lastSeenAt'>[] }
  /** Another connection begins. */
  | { readonly kind: 'connected' }
  /** Everyone who is there has been pushed by now. */
  | { readonly kind: 'settled' };

export function projectPresence(state: PresenceState, input: PresenceInput): PresenceState {
  switch (input.kind) {
    case 'changed': {
      const { userId, ...presence } = input.presence;
      return { ...state, [userId]: { ...presence, pushed: 'now' } };
    }
    case 'seen':
      return afterList(state, input.people);
    case 'connected':
      return revised(state, (known) => (known.pushed === 'now' ? { ...known, pushed: 'before' } : known));
    case 'settled':
      return revised(state, (known) =>
        known.pushed === 'before' ? { status: 'offline', lastSeenAt: known.lastSeenAt } : known,
      );
  }
}

function afterList(
  state: PresenceState,
  people: readonly Pick<User, 'id' | 'status' | 'lastSeenAt'>[],
): PresenceState {
  const news: Record<string, Presence> = {};
  for (const { id, status, lastSeenAt } of people) {
    const known = state[id];
    if (known?.pushed === 'now') continue;
    if (known?.status === status && known.lastSeenAt === lastSeenAt) continue;
    const text = known?.status === status ? known.text : undefined;
    news[id] = { status, lastSeenAt, ...(text === undefined ? {} : { text }) };
  }
  return Object.keys(news).length === 0 ? state : { ...state, ...news };
}

function revised(state: PresenceState, revise: (known: Presence) => Presence): PresenceState {
  return Object.fromEntries(Object.entries(state).map(([userId, known]) => [userId, revise(known)]));
}
