/** What the SDK offers, as types: one connection to a Parley server, kept up, caught up, and typed from the contract. */
import type { User } from '@parley/contract/features/accounts/model';
import type { Room, RoomCategory } from '@parley/contract/features/chat/model';
import type { WireError } from '@parley/contract/kernel/errors';
import type { Position } from '@parley/contract/kernel/position';
import type { SettablePresence } from '@parley/contract/kernel/presence';
import type { CommandInput, CommandName, CommandOutput } from '@parley/contract/registry';
import type { AuthSource } from './auth.ts';
import type { ChannelConsumer } from './channels/consumer.ts';
import type { ChatPreferences } from './chat-preferences.ts';
import type { Clock } from './clock.ts';
import type { ConnectionState } from './connection/state.ts';
import type { DraftView } from './drafts/drafts.ts';
import type { DraftStorage } from './drafts/storage.ts';
import type { DraftPlace } from './features/drafts/projection.ts';
import type { Http } from './http.ts';
import type { LinkTarget, LinkView } from './links.ts';
import type { OwnProjection } from './own.ts';
import type { Conversation } from './projections/conversation.ts';
import type { FollowedThread } from './projections/followed-threads.ts';
import type { PresenceState } from './projections/presence.ts';
import type { Enqueued, QueuedName, QueueState } from './queue/state.ts';
import type { QueueStorage } from './queue/storage.ts';
import type { SharedProjection } from './shared.ts';
import type { Readable } from './store.ts';
import type { Network } from './transport/network.ts';
import type { SocketPort } from './transport/port.ts';

export interface ClientOptions {
  /** Where the server is, for example `https://talk.example`. */
  readonly url: string;
  readonly auth: AuthSource;
  readonly clock?: Clock;
  /** Uniform in [0, 1): spreads reconnections. */
  readonly random?: () => number;
  readonly storage?: QueueStorage;
  readonly draftStorage?: DraftStorage;
  /** What carries bytes; replaced by tests. */
  readonly transports?: { readonly socket?: SocketPort; readonly http?: Http; readonly network?: Network };
}

export interface ParleyClient {
  readonly connection: Readable<ConnectionState>;
  /** Connects, and stays connected until `stop`. Also the way back after `refused` and `closed`. */
  readonly start: () => void;
  readonly stop: () => void;
  /** Ends a wait for the next attempt. */
  readonly retryNow: () => void;

  /**
   * Gives a command and waits for its answer: over the socket when it is live and takes this command, else over REST where
   * the command has a name there. Throws `ParleyError`. A `write` gets a `clientId` unless it has one.
   */
  readonly call: <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N>>;
  /** The same over REST only. */
  readonly rest: <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N>>;

  /** Gives a command that must not be lost: kept over reloads and outages, in order per room, with one effect. */
  readonly enqueue: <N extends QueuedName>(name: N, input: CommandInput<N>) => Enqueued<N>;
  readonly queue: Readable<QueueState> & {
    /** Sends a failed command again, as a new one. */
    readonly retry: (clientId: string) => void;
    /** Forgets a failed command, or one that waits and is not under way. */
    readonly discard: (clientId: string) => void;
  };

  readonly channel: (name: string) => ChannelHandle;
  readonly rooms: Readable<RoomsView>;
  /** The same handle for the same id. */
  readonly room: (roomId: string) => RoomHandle;
  /** A conversation of its own; open it to follow it, which opens its room as well. */
  readonly thread: (roomId: string, threadId: string) => RoomHandle;
  /** The threads I follow, those answered last; `unread` is live. */
  readonly threads: Readable<readonly FollowedThread[]>;
  /** What I decided about myself in chat; null until it is known. */
  readonly chatPreferences: Readable<ChatPreferences | null>;
  /** Where a link to a room or a message leads; asked for while somebody listens. */
  readonly links: { readonly at: (target: LinkTarget) => Readable<LinkView> };
  readonly drafts: DraftsHandle;
  /** What a feature makes of my own channel; the same value for the same projection. */
  readonly own: <S>(projection: OwnProjection<S>) => Readable<S>;
  /** What a feature makes of a channel that is everybody's; the same value for the same projection. */
  readonly shared: <S>(projection: SharedProjection<S>) => Readable<S>;
  readonly presence: Readable<PresenceState>;
  readonly setPresence: (status: SettablePresence, text?: string) => void;
  /** Keeps the presence of these people live, in rooms of any size, until the returned function is called. */
  readonly watchPresence: (userIds: readonly string[]) => () => void;
  /** People as a list showed them, with their presence. */
  readonly seen: (people: readonly Pick<User, 'id' | 'status' | 'lastSeenAt' | 'customStatus'>[]) => void;
}

/** What I began to write, on whichever device; those that hold something, the latest first. */
export interface DraftsHandle extends Readable<readonly DraftView[]> {
  /** As it is now. */
  readonly at: (place: DraftPlace) => DraftView;
  /** Kept here at once, and on the server after a moment's rest. Empty: there is none any more. */
  readonly write: (place: DraftPlace, text: string, replyTo?: string | null) => void;
  /** Doesn't wait for the rest: one leaves. */
  readonly flush: () => void;
  /** Of what is written here and on another device, takes the other's. */
  readonly takeOther: (place: DraftPlace) => void;
  readonly keepMine: (place: DraftPlace) => void;
}

export interface RoomsView {
  /** False until the list has been fetched once. */
  readonly ready: boolean;
  /** The latest conversation first; `unread` is live. */
  readonly rooms: readonly Room[];
  /** My categories, in my order; a room names its own in `myPreferences`. */
  readonly categories: readonly RoomCategory[];
}

export type RoomView =
  | {
      readonly status: 'closed' | 'loading';
      readonly conversation: Conversation | null;
      readonly error: null;
    }
  | { readonly status: 'open'; readonly conversation: Conversation; readonly error: null }
  | { readonly status: 'failed'; readonly conversation: Conversation | null; readonly error: WireError };

export interface MessageExtra {
  readonly type?: CommandInput<'chat:message'>['type'];
  readonly metadata?: Record<string, unknown>;
  readonly threadId?: string;
  readonly replyTo?: string;
}

export interface RoomHandle {
  readonly id: string;
  readonly state: Readable<RoomView>;
  /** Becomes a member where allowed and follows the room; waits for a connection. Throws `ParleyError` when refused. */
  readonly open: () => Promise<void>;
  /** No longer looked at. It is followed on for a while, so that coming back shows it at once. */
  readonly close: () => void;
  readonly loadOlder: () => Promise<void>;
  /** Goes on from an older stretch towards the newest messages. */
  readonly loadNewer: () => Promise<void>;
  /** Shows the history around a message. */
  readonly loadAround: (messageId: string) => Promise<void>;
  /** Shows the history around the first message of a time (ISO 8601) or later, and says which that is; null in an empty room. */
  readonly loadAt: (at: string) => Promise<string | null>;
  /** Leaves an older stretch for the newest messages. */
  readonly showLatest: () => void;
  readonly send: (content: string, extra?: MessageExtra) => Enqueued<'chat:message'>;
  readonly edit: (messageId: string, content: string) => Enqueued<'chat:edit'>;
  /** `reason` is for others' messages: it is shown where the message stood. */
  readonly remove: (messageId: string, reason?: string) => Enqueued<'chat:delete'>;
  readonly react: (messageId: string, emoji: string, isOn: boolean) => Enqueued<'chat:react'>;
  /** `on-screen`: it was merely there to be seen, which changes nothing in a room that was marked unread. */
  readonly markRead: (
    messageId: string,
    how?: 'on-purpose' | 'on-screen',
  ) => Enqueued<'chat:read'> | Enqueued<'thread:read'>;
  /** That message and all after it. Throws `ParleyError`: what is not done now is not done later. */
  readonly markUnread: (messageId: string) => Promise<void>;
  /** Call it on every key: it is said at most once in 3 s, and that one stopped at once. */
  readonly setTyping: (isTyping: boolean) => void;
}

export interface ChannelHandle {
  readonly name: string;
  /** Up to where events have been handed on; null before the first answer. */
  readonly position: () => Position | null;
  /** Builds state from the channel until the returned function is called. */
  readonly follow: (consumer: ChannelConsumer) => () => void;
  /** Hears what comes of it while others follow it, and asks for nothing. */
  readonly attend: (consumer: ChannelConsumer) => () => void;
}
