/** Who may do what to whom on this server. Pure: from roles to a verdict. */
import { ROLES, type Role } from '@parley/contract/features/accounts/model';
import type { ErrorCode } from '@parley/contract/kernel/errors';

export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: ErrorCode; readonly message: string };

export interface Person {
  readonly id: string;
  readonly role: Role;
}

const ALLOWED: Verdict = { allowed: true };
const no = (message: string, code: ErrorCode = 'FORBIDDEN'): Verdict => ({ allowed: false, code, message });

/** Owners are first in the list and above everybody. */
const above = (one: Role, other: Role): boolean => ROLES.indexOf(one) < ROLES.indexOf(other);

/** What a role column holds; `guest`, the least, for what no release ever wrote there. */
export function roleOf(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'guest';
}

/** Owners give every role; admins move people among the roles beneath their own. `lastOwner`: the target is the only active one. */
export function mayChangeRole(actor: Person, target: Person, to: Role, lastOwner: boolean): Verdict {
  if (actor.role !== 'owner') {
    if (actor.role !== 'admin') return no('Only owners and admins change roles.');
    if (!above('admin', target.role)) return no('Only an owner changes the role of owners and admins.');
    if (!above('admin', to)) return no('Only an owner makes somebody owner or admin.');
  }
  if (target.role === 'owner' && to !== 'owner' && lastOwner) {
    return no('This is the only owner. Make somebody else owner first.', 'CONFLICT');
  }
  return ALLOWED;
}

export function mayDisable(actor: Person, target: Person, lastOwner: boolean): Verdict {
  if (actor.role !== 'owner' && actor.role !== 'admin') {
    return no('Only owners and admins disable and enable accounts.');
  }
  if (actor.id === target.id) return no('You can’t disable your own account.');
  if (actor.role === 'admin' && !above('admin', target.role)) {
    return no('Only an owner disables owners and admins.');
  }
  if (target.role === 'owner' && lastOwner) {
    return no('This is the only owner. Make somebody else owner first.', 'CONFLICT');
  }
  return ALLOWED;
}

/** Muting and banning: moderators and up, those beneath themselves. So nobody bans themselves, nor any owner. */
export function maySanction(actor: Person, target: Person): Verdict {
  if (!moderates(actor.role)) return no('Only owners, admins and moderators mute and ban people.');
  return above(actor.role, target.role)
    ? ALLOWED
    : no('You can only mute and ban people beneath your own role.');
}

/** Who looks after the whole server's conversations. */
export function moderates(role: Role): boolean {
  return above(role, 'member');
}

/** Whoever may invite gives a role beneath their own; nobody is invited as owner. */
export function mayInvite(actor: Role, as: Role): Verdict {
  if (!moderates(actor)) return no('Only owners, admins and moderators invite people.');
  return above(actor, as) ? ALLOWED : no('You can only invite people to roles beneath your own.');
}

export function maySeePeople(actor: Role): Verdict {
  return actor === 'guest' ? no('Guests see only the people of their rooms.') : ALLOWED;
}

/** What lists tell of people's accounts: nothing, who is muted or banned, or also who is disabled. */
export type Marks = 'none' | 'sanctions' | 'all';

export function marksFor(actor: Role): Marks {
  if (actor === 'owner' || actor === 'admin') return 'all';
  return moderates(actor) ? 'sanctions' : 'none';
}
