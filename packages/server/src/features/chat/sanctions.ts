/** What is told to whoever is muted in a room or banned from it, wherever they notice. */
import type { Sanction } from '@parley/contract/kernel/sanction';
import { inForce, sanctionDetails, sanctionWords } from '@parley/contract/kernel/sanction-words';
import { refuse } from '../../kernel/index.ts';

/** From the columns of a row that may not be there; null also once it has ended. */
export function standingSanction(until: string | null, reason: string | null, now: number): Sanction | null {
  if (reason === null) return null;
  const sanction = { until, reason };
  return inForce(sanction, now) ? sanction : null;
}

export function bannedHere(banned: Sanction): never {
  refuse('FORBIDDEN', sanctionWords('You are banned from this room', banned), {
    details: sanctionDetails('banned', banned),
  });
}

export function mutedHere(muted: Sanction): never {
  refuse('FORBIDDEN', sanctionWords('You are muted in this room', muted), {
    details: sanctionDetails('muted', muted),
  });
}

/** To whoever would bring somebody in. */
export function theyAreBanned(): never {
  refuse('FORBIDDEN', 'This person is banned from the room. Lift the ban first.');
}
