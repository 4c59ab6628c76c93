/** The places a role may go to. */
import type { Role } from '@parley/contract/features/accounts/model';
import { leadsTo } from '../extensions.ts';
import type { Place } from '../feature.ts';
import { FEATURES } from '../features.ts';

export function usePlaces(role: Role): readonly Place[] {
  return FEATURES.flatMap((feature) => feature.places ?? []).filter(
    (place) => place.roles?.includes(role) ?? true,
  );
}

const LINKS = FEATURES.flatMap((feature) => feature.sidebarLinks ?? []);

/** Whether an address is of a place: its own, or of a page that is reached from its sidebar. */
export function covers(place: Place, pathname: string): boolean {
  return place.covers(pathname) || LINKS.some((link) => link.place === place.id && leadsTo(link, pathname));
}
