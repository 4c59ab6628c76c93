/** What of the place of those who look after the server is whose. */
import type { Role } from '@parley/contract/features/accounts/model';

export type Section = 'reports' | 'people' | 'audit' | 'jobs';

const ALL = ['reports', 'people', 'audit', 'jobs'] as const;

/** In their order; none for who looks after nothing. */
export function sectionsFor(role: Role): readonly Section[] {
  if (role === 'owner' || role === 'admin') return ALL;
  return role === 'moderator' ? ['reports', 'people'] : [];
}
