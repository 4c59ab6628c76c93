/** The members of a room in the order they are shown: by presence, then by name, as rows of which only those in sight are drawn. */
import type { PresenceState } from '@parley/client/projections/presence';
import type { Member } from '@parley/contract/features/chat/model';
import type { PresenceStatus } from '@parley/contract/kernel/presence';

export const GROUPS = ['online', 'away', 'dnd', 'offline'] as const satisfies readonly PresenceStatus[];

export type MemberRow =
  | { readonly kind: 'head'; readonly status: PresenceStatus; readonly count: number }
  | { readonly kind: 'member'; readonly member: Member };

/** Each once: lists overlap. A later list wins, whoever is in `gone` stands in none. */
export function united(
  gone: ReadonlySet<string>,
  ...lists: readonly (readonly Member[])[]
): readonly Member[] {
  const byId = new Map<string, Member>();
  for (const member of lists.flat()) if (!gone.has(member.id)) byId.set(member.id, member);
  return [...byId.values()];
}

/** `total`: how many there are, of whom those not known yet are taken for offline. */
export function rowsOf(
  members: readonly Member[],
  total: number,
  presence: PresenceState,
  locale: string,
): readonly MemberRow[] {
  const byName = new Intl.Collator(locale, { sensitivity: 'base' });
  const sorted = [...members].sort((a, b) => byName.compare(a.displayName, b.displayName));
  const unknown = Math.max(0, total - members.length);
  return GROUPS.flatMap((status): readonly MemberRow[] => {
    const these = sorted.filter((member) => (presence[member.id]?.status ?? member.status) === status);
    const count = these.length + (status === 'offline' ? unknown : 0);
    if (count === 0) return [];
    return [{ kind: 'head', status, count }, ...these.map((member) => ({ kind: 'member', member }) as const)];
  });
}

export const HEAD_PX = 30;
export const MEMBER_PX = 44;
/** Drawn beyond what is in sight, so that a quick scroll finds something. */
const BEYOND_PX = 400;

export interface RowsInSight {
  readonly first: number;
  /** Past the last one. */
  readonly end: number;
  /** Of what isn't drawn, before and after. */
  readonly beforePx: number;
  readonly afterPx: number;
}

/** Which rows stand between `top` and `bottom`, in pixels from the beginning of the list. */
export function inSight(rows: readonly MemberRow[], top: number, bottom: number): RowsInSight {
  let first = -1;
  let end = 0;
  let beforePx = 0;
  let afterPx = 0;
  let at = 0;
  for (const [index, row] of rows.entries()) {
    const height = row.kind === 'head' ? HEAD_PX : MEMBER_PX;
    const above = at + height <= top - BEYOND_PX;
    const below = at >= bottom + BEYOND_PX;
    at += height;
    if (above) beforePx += height;
    else if (below) afterPx += height;
    else {
      if (first === -1) first = index;
      end = index + 1;
    }
  }
  return { first: Math.max(0, first), end, beforePx, afterPx };
}
