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

/** Whoever may invite gives a role beneath their own; nobody is invited as owner. */
export function mayInvite(actor: Role, as: Role): Verdict {
  if (!above(actor, 'member')) return no('Only owners, admins and moderators invite people.');
  return above(actor, as) ? ALLOWED : no('You can only invite people to roles beneath your own.');
}

export function maySeePeople(actor: Role): Verdict {
  return actor === 'guest' ? no('Guests see only the people of their rooms.') : ALLOWED;
}

/** Whether lists show disabled accounts, marked as such. */
export function seesDisabled(actor: Role): boolean {
  return actor === 'owner' || actor === 'admin';
}
