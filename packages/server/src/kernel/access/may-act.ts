import { refuse } from '../commands/refusal.ts';
import type { Identity } from '../ports/identities.ts';

/** Refuses for people who are gone or disabled. */
export function mayAct(identity: Identity | null): Identity {
  if (!identity) refuse('UNAUTHENTICATED', 'Sign in again.');
  if (!identity.active) refuse('FORBIDDEN', 'This account was disabled. Ask an administrator.');
  return identity;
}
