/**
 * Who is there: (state, input) -> state, pure. The latest word on each person.
 *
 * What the server pushes on a connection is newer than any list asked for on it, whichever arrives first. After a
 * reconnection everyone who is there is pushed again, so whoever isn't left meanwhile.
 */
import type { User } from '@parley/contract/features/accounts/model';
import type { CustomStatus, PresenceChanged, PresenceStatus } from '@parley/contract/kernel/presence';

export interface Presence extends CustomStatus {
  readonly status: PresenceStatus;
  readonly lastSeenAt: string | null;
  /** Pushed on this connection, or on the one before it. Absent: known from a list only. */
  readonly pushed?: 'now' | 'before';
}

/** userId -> presence. Whoever is not in it was never seen: take them for offline. */
export type PresenceState = Readonly<Record<string, Presence>>;

type Listed = Pick<User, 'id' | 'status' | 'lastSeenAt' | 'customStatus'>;

export type PresenceInput =
  /** How those one began to look at are. */
  | { readonly kind: 'watched'; readonly states: readonly PresenceChanged[] }
  /** These are looked at no longer: nothing more may be pushed of them, so lists tell. */
  | { readonly kind: 'unwatched'; readonly userIds: readonly string[] }
  | { readonly kind: 'changed'; readonly presence: PresenceChanged }
  /** People as a snapshot or a list showed them. */
  | { readonly kind: 'seen'; readonly people: readonly Listed[] }
  /** Another connection begins. */
  | { readonly kind: 'connected' }
  /** Everyone who is there has been pushed by now. */
  | { readonly kind: 'settled' };

export function projectPresence(state: PresenceState, input: PresenceInput): PresenceState {
  switch (input.kind) {
    case 'changed':
      return pushed(state, [input.presence]);
    case 'watched':
      return pushed(state, input.states);
    case 'unwatched':
      return unwatched(state, input.userIds);
    case 'seen':
      return afterList(state, input.people);
    case 'connected':
      return revised(state, (known) => (known.pushed === 'now' ? { ...known, pushed: 'before' } : known));
    case 'settled':
      return revised(state, (known) => (known.pushed === 'before' ? gone(known) : known));
  }
}

function pushed(state: PresenceState, changes: readonly PresenceChanged[]): PresenceState {
  const news: Record<string, Presence> = {};
  for (const { userId, ...presence } of changes) {
    const known = state[userId];
    // Whoever goes takes their status with them only where it was a connection's: their own is told by lists.
    const own = presence.status === 'offline' && known !== undefined ? statusOf(known) : {};
    news[userId] = { ...own, ...presence, pushed: 'now' };
  }
  return { ...state, ...news };
}

function unwatched(state: PresenceState, userIds: readonly string[]): PresenceState {
  const news: Record<string, Presence> = {};
  for (const userId of userIds) {
    const known = state[userId];
    if (known === undefined) continue;
    const { pushed: _, ...rest } = known;
    news[userId] = rest;
  }
  return { ...state, ...news };
}

function statusOf({ text, emoji, until }: CustomStatus): CustomStatus {
  return {
    ...(text === undefined ? {} : { text }),
    ...(emoji === undefined ? {} : { emoji }),
    ...(until === undefined ? {} : { until }),
  };
}

function gone(known: Presence): Presence {
  return { ...statusOf(known), status: 'offline', lastSeenAt: known.lastSeenAt };
}

function afterList(state: PresenceState, people: readonly Listed[]): PresenceState {
  const news: Record<string, Presence> = {};
  for (const { id, status, lastSeenAt, customStatus } of people) {
    const known = state[id];
    if (known?.pushed === 'now') continue;
    // A connection's own text is in no list; what was pushed before still holds while the state is the same.
    const own = customStatus ?? (known?.pushed === 'before' && known.status === status ? known : {});
    const next: Presence = { status, lastSeenAt, ...statusOf(own) };
    if (known !== undefined && same(known, next)) continue;
    news[id] = next;
  }
  return Object.keys(news).length === 0 ? state : { ...state, ...news };
}

function same(a: Presence, b: Presence): boolean {
  return (
    a.status === b.status &&
    a.lastSeenAt === b.lastSeenAt &&
    a.text === b.text &&
    a.emoji === b.emoji &&
    a.until === b.until
  );
}

function revised(state: PresenceState, revise: (known: Presence) => Presence): PresenceState {
  return Object.fromEntries(Object.entries(state).map(([userId, known]) => [userId, revise(known)]));
}
