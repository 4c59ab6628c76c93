/** Who is there: (state, input) -> state, pure. The latest word on each person. */
import type { User } from '@parley/contract/features/accounts/model';
import type { PresenceChanged, PresenceStatus } from '@parley/contract/kernel/presence';

export interface Presence {
  readonly status: PresenceStatus;
  readonly lastSeenAt: string | null;
  readonly text?: string | undefined;
}

/** userId -> presence. Whoever is not in it was never seen: take them for offline. */
export type PresenceState = Readonly<Record<string, Presence>>;

export type PresenceInput =
  | { readonly kind: 'changed'; readonly presence: PresenceChanged }
  /** People as a snapshot or a list showed them. */
  | { readonly kind: 'seen'; readonly people: readonly Pick<User, 'id' | 'status' | 'lastSeenAt'>[] };

export function projectPresence(state: PresenceState, input: PresenceInput): PresenceState {
  if (input.kind === 'changed') {
    const { userId, ...presence } = input.presence;
    return { ...state, [userId]: presence };
  }
  const news: Record<string, Presence> = {};
  for (const { id, status, lastSeenAt } of input.people) {
    const known = state[id];
    if (known?.status === status && known.lastSeenAt === lastSeenAt) continue;
    const text = known?.status === status ? known.text : undefined;
    news[id] = { status, lastSeenAt, ...(text === undefined ? {} : { text }) };
  }
  return Object.keys(news).length === 0 ? state : { ...state, ...news };
}
