/** The places a role may go to. */
import type { Role } from '@parley/contract/features/accounts/model';
import type { Place } from '../feature.ts';
import { FEATURES } from '../features.ts';

export function usePlaces(role: Role): readonly Place[] {
  return FEATURES.flatMap((feature) => feature.places ?? []).filter(
    (place) => place.roles?.includes(role) ?? true,
  );
}
