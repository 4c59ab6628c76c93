/** What features add to others' views, found through React's context: who shows them imports none of them. */

import type { Room } from '@parley/contract/features/chat/model';
import { createContext, createElement, type ReactNode, useContext } from 'react';
import type { CustomEmoji } from './custom-emoji.ts';
import type {
  AdminSection,
  Enclosure,
  MessageSubject,
  Offer,
  SidebarLink,
  Unsent,
  WebFeature,
} from './feature.ts';

const Features = createContext<readonly WebFeature[]>([]);

interface ExtensionsProps {
  /** The same list for as long as the page lives: hooks of it are called in its order. */
  readonly features: readonly WebFeature[];
  readonly children: ReactNode;
}

export function Extensions({ features, children }: ExtensionsProps) {
  return createElement(Features.Provider, { value: features }, children);
}

export function useFeatures(): readonly WebFeature[] {
  return useContext(Features);
}

export function useMessageActions(subject: MessageSubject): readonly Offer<MessageSubject>[] {
  return useFeatures().flatMap(({ useMessageActions: offered }) => offered?.(subject) ?? []);
}

export function useSendActions(unsent: Unsent): readonly Offer<Unsent>[] {
  return useFeatures().flatMap(({ useSendActions: offered }) => offered?.(unsent) ?? []);
}

export function useEnclosures(room: Room): readonly (Enclosure & { readonly name: string })[] {
  return useFeatures().flatMap(({ name, useEnclosure: enclosed }) => {
    const enclosure = enclosed?.(room);
    return enclosure === undefined ? [] : [{ name, ...enclosure }];
  });
}

const NO_EMOJI: CustomEmoji = new Map();

export function useCustomEmoji(): CustomEmoji {
  const [known = NO_EMOJI] = useFeatures().flatMap(({ useCustomEmoji: brought }) => brought?.() ?? []);
  return known;
}

export function useAdminSections(role: AdminSection['roles'][number]): readonly AdminSection[] {
  return useFeatures()
    .flatMap(({ adminSections }) => adminSections ?? [])
    .filter(({ roles }) => roles.includes(role));
}

export function useSidebarLinks(place: SidebarLink['place']): readonly SidebarLink[] {
  return useFeatures()
    .flatMap(({ sidebarLinks }) => sidebarLinks ?? [])
    .filter((link) => link.place === place);
}

/** Whether an address is the link's page, or below it. */
export function leadsTo({ to }: SidebarLink, pathname: string): boolean {
  return pathname === to || pathname.startsWith(`${to}/`);
}
