/** What a feature of the web app brings: its routes, the places of it that people go to, and what it adds to others' views. */

import type { MessageExtra } from '@parley/client/client';
import type { ShownMessage } from '@parley/client/projections/conversation';
import type { Role } from '@parley/contract/features/accounts/model';
import type { Room } from '@parley/contract/features/chat/model';
import type { AnyRoute } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import type { CustomEmoji } from './custom-emoji.ts';

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number }>;

export interface Place {
  readonly id: string;
  /** Key of its name, with the namespace. */
  readonly label: string;
  readonly icon: Icon;
  readonly to: string;
  /** Whether an address belongs to it. */
  readonly covers: (pathname: string) => boolean;
  readonly roles?: readonly Role[];
  /** Stands in the bottom bar of a phone only: the rail leads there another way. */
  readonly onlyPhone?: boolean;
  /** A number that wants attention. */
  readonly useCount?: () => number;
  /** Key of what it counts, with the namespace; unread messages unless said. */
  readonly counted?: string;
}

/** A page of one feature that is reached from the top of another's sidebar, which stays beside it. */
export interface SidebarLink {
  readonly id: string;
  /** The place in whose sidebar it stands. */
  readonly place: 'chat';
  /** Key of its name, with the namespace. */
  readonly label: string;
  readonly icon: Icon;
  /** The address of the page, and the beginning of those below it. */
  readonly to: string;
  /** How many things wait there; `urgent`: they ask for something to be done. */
  readonly useCount?: () => { readonly count: number; readonly urgent: boolean };
}

/** A part of the page of those who look after the server. */
export interface AdminSection {
  readonly id: string;
  /** Key of its name, with the namespace. */
  readonly label: string;
  readonly roles: readonly Role[];
  readonly Section: ComponentType;
}

/** A settled message, as others than chat see it. */
export interface MessageSubject {
  readonly message: ShownMessage;
  readonly room: Room;
  /** Whether I wrote it. */
  readonly mine: boolean;
}

/** What is written and not sent yet. */
export interface Unsent {
  readonly room: Room;
  readonly content: string;
  readonly threadId?: string | undefined;
  readonly replyTo?: string | undefined;
  /** Takes it out of the composer: it is elsewhere now. */
  readonly taken: () => void;
}

/** What goes with the next message besides words. */
export interface Enclosure {
  /** Among the composer's tools. */
  readonly button: ReactNode;
  /** Above its field. */
  readonly tray: ReactNode;
  /** `waiting`: nothing can be sent until it is there, or taken out. */
  readonly state:
    | { readonly kind: 'none' | 'waiting' }
    | { readonly kind: 'ready'; readonly extra: Pick<MessageExtra, 'type' | 'metadata'> };
  /** Takes what was pasted, or leaves it to the field. */
  readonly paste: (pasted: DataTransfer) => boolean;
  /** It was sent. */
  readonly taken: () => void;
}

export interface OfferDialogProps<S> {
  readonly subject: S;
  readonly onClose: () => void;
}

/** Something to do with `S`, as an entry of its menu: at once, or by way of a dialog that is shown until it closes itself. */
export interface Offer<S> {
  readonly id: string;
  /** In the reader's language. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly danger?: boolean;
  readonly does:
    | { readonly kind: 'act'; readonly run: () => void }
    | { readonly kind: 'ask'; readonly Dialog: ComponentType<OfferDialogProps<S>> };
}

export interface WebFeature {
  readonly name: string;
  /** Pages for people who are not signed in. */
  readonly openRoutes?: (parent: AnyRoute) => readonly AnyRoute[];
  /** Pages inside the shell. */
  readonly shellRoutes?: (parent: AnyRoute) => readonly AnyRoute[];
  readonly places?: readonly Place[];
  /** What stands in the sidebar while one of its places is open. */
  readonly Sidebar?: ComponentType;
  /** On a phone, whether an address shows the sidebar alone, as a page of its own. */
  readonly isListPage?: (pathname: string) => boolean;
  /** Links at the top of another feature's sidebar. */
  readonly sidebarLinks?: readonly SidebarLink[];
  /** A hook: what this feature offers to do with a message, for the message's menu. */
  readonly useMessageActions?: (subject: MessageSubject) => readonly Offer<MessageSubject>[];
  /** A small sign beside the time of a message; draws nothing where there is nothing to say. */
  readonly MessageMark?: ComponentType<MessageSubject>;
  /** What a message carries beside its text, below it; draws nothing where there is nothing. */
  readonly MessageFoot?: ComponentType<MessageSubject>;
  /** A small sign at the end of a room's line in the sidebar. */
  readonly RoomMark?: ComponentType<{ readonly room: Room }>;
  /** A hook: other ways to send what is written than now. */
  readonly useSendActions?: (unsent: Unsent) => readonly Offer<Unsent>[];
  /** A hook: what this feature lets one enclose with a message. */
  readonly useEnclosure?: (room: Room) => Enclosure;
  /** A hook: emoji of the server's own, wherever people write and react. One feature at most brings them. */
  readonly useCustomEmoji?: () => CustomEmoji;
  readonly adminSections?: readonly AdminSection[];
  /** A part of a room's panel. */
  readonly RoomSection?: ComponentType<{ readonly room: Room }>;
  /** Always in the shell: dialogs that keys open from anywhere. */
  readonly Overlay?: ComponentType;
}
