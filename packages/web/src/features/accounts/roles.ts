/** What a role may do to another, as far as the interface offers it; the server decides. */
import type { Role, User } from '@parley/contract/features/accounts/model';

type Ranked = Pick<User, 'id' | 'role'>;

export function administers(person: Pick<User, 'role'>): boolean {
  return person.role === 'owner' || person.role === 'admin';
}

/** Roles `actor` may give `subject`; none when it is not theirs to change. */
export function rolesToGive(actor: Ranked, subject: Ranked): readonly Role[] {
  if (!administers(actor) || actor.id === subject.id || subject.role === 'owner') return [];
  if (actor.role === 'owner') return ['admin', 'moderator', 'member', 'guest'];
  return subject.role === 'admin' ? [] : ['moderator', 'member', 'guest'];
}

const RANKS: readonly Role[] = ['owner', 'admin', 'moderator', 'member', 'guest'];

/** Muting and banning: moderators and up, those beneath themselves. */
export function maySanction(actor: Ranked, subject: Ranked): boolean {
  const rank = RANKS.indexOf(actor.role);
  return rank <= RANKS.indexOf('moderator') && rank < RANKS.indexOf(subject.role);
}

export function mayDisable(actor: Ranked, subject: Ranked): boolean {
  return rolesToGive(actor, subject).length > 0;
}
