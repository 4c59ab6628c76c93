import { sanctionDetails, sanctionWords } from '@parley/contract/kernel/sanction-words';
import type { CommandDef } from '../commands/definition.ts';
import { refuse } from '../commands/refusal.ts';
import type { Identity } from '../ports/identities.ts';

/** Refuses for people who are gone, disabled or banned. */
export function mayAct(identity: Identity | null): Identity {
  if (!identity) refuse('UNAUTHENTICATED', 'Sign in again.');
  const { active, banned } = identity;
  if (banned) {
    refuse('FORBIDDEN', sanctionWords('You are banned', banned), {
      details: sanctionDetails('banned', banned),
    });
  }
  if (!active) refuse('FORBIDDEN', 'This account was disabled. Ask an administrator.');
  return identity;
}

/** Refuses people who are muted whatever tells others something. What a feature didn't call quiet is taken to. */
export function mayRun({ muted }: Identity, { effect, quiet }: CommandDef): void {
  if (!muted || quiet || effect === 'read' || effect === 'session') return;
  refuse('FORBIDDEN', sanctionWords('You are muted', muted), { details: sanctionDetails('muted', muted) });
}
