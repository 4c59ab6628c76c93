/** The members of a room in the order they are shown: whoever is there first, then by name. */
import type { PresenceState } from '@parley/client/projections/presence';
import type { Member } from '@parley/contract/features/chat/model';
import type { PresenceStatus } from '@parley/contract/kernel/presence';

export interface ShownMember {
  readonly member: Member;
  readonly status: PresenceStatus;
}

export interface MemberGroups {
  readonly here: readonly ShownMember[];
  readonly away: readonly ShownMember[];
}

/** Each once: a live list and a fetched one overlap. The live one wins. */
export function united(live: readonly Member[], fetched: readonly Member[]): readonly Member[] {
  const byId = new Map<string, Member>();
  for (const member of [...fetched, ...live]) byId.set(member.id, member);
  return [...byId.values()];
}

export function groupsOf(members: readonly Member[], presence: PresenceState, locale: string): MemberGroups {
  const byName = new Intl.Collator(locale, { sensitivity: 'base' });
  const shown = members
    .map((member) => ({ member, status: presence[member.id]?.status ?? member.status }))
    .sort((a, b) => byName.compare(a.member.displayName, b.member.displayName));
  return {
    here: shown.filter(({ status }) => status !== 'offline'),
    away: shown.filter(({ status }) => status === 'offline'),
  };
}
