/** Puts the SDK together: one connection, and everything that lives on it. */
import type { Me } from '@parley/contract/features/accounts/model';
import type { PresenceChanged, SettablePresence } from '@parley/contract/kernel/presence';
import type { ClientOptions, ParleyClient } from './api.ts';
import { Calls } from './calls.ts';
import { Channels } from './channels/channels.ts';
import { attendPreferences, type ChatPreferences } from './chat-preferences.ts';
import { systemClock } from './clock.ts';
import { Connection } from './connection/connection.ts';
import { Delivery } from './delivery.ts';
import { Drafts } from './drafts/drafts.ts';
import { defaultDrafts } from './drafts/storage.ts';
import { createHttp } from './http.ts';
import { Links } from './links.ts';
import { OwnStates } from './own.ts';
import { attendProfile } from './profile.ts';
import { type PresenceInput, type PresenceState, projectPresence } from './projections/presence.ts';
import { CommandQueue } from './queue/queue.ts';
import { defaultStorage } from './queue/storage.ts';
import { LiveRoom } from './room.ts';
import { Rooms } from './rooms.ts';
import { SharedStates } from './shared.ts';
import { createStore } from './store.ts';
import { createThread } from './thread.ts';
import { Threads } from './threads.ts';
import { systemNetwork } from './transport/network.ts';
import type { Link } from './transport/port.ts';
import { socketIo } from './transport/socketio.ts';
import { Watching } from './watching.ts';

export type {
  ChannelHandle,
  ClientOptions,
  DraftsHandle,
  MessageExtra,
  ParleyClient,
  RoomHandle,
  RoomsView,
  RoomView,
} from './api.ts';

/** Rooms that are followed in full though nobody looks at them, so that going back shows them at once. */
const MAX_IDLE_ROOMS = 10;
/** How long after connecting everyone who is there has been pushed. */
const PRESENCE_SETTLES_MS = 3_000;

export function createClient(options: ClientOptions): ParleyClient {
  const {
    url,
    auth,
    clock = systemClock,
    random = Math.random,
    storage = defaultStorage(),
    draftStorage = defaultDrafts(),
    transports = {},
  } = options;
  const { http = createHttp(url), socket = socketIo(url), network = systemNetwork } = transports;
  const calls = new Calls(clock, auth, http);
  const channels = new Channels(clock, calls.request);
  const queue = new CommandQueue({ clock, random, storage, send: calls.request });
  const drafts = new Drafts({ clock, channels, storage: draftStorage, send: calls.request });
  const ownStates = new OwnStates(channels);
  const sharedStates = new SharedStates(channels);
  const presence = createStore<PresenceState>({});
  const seen = (input: PresenceInput) => presence.set(projectPresence(presence.getSnapshot(), input));
  const call: ParleyClient['call'] = (name, input) => calls.call(name, input);
  const threads = new Threads(channels);
  const links = new Links({ clock, channels, ask: (input) => call('chat:links', input) });
  const preferences = createStore<ChatPreferences | null>(null);
  const delivery = new Delivery({
    clock,
    // A signal: one that is lost is not worth a word.
    say: (input) => void calls.request('chat:delivered', input).catch(() => {}),
    mayTell: () => roomParts.isLive() && preferences.getSnapshot()?.receipts === true,
  });
  const rooms = new Rooms({
    clock,
    channels,
    call,
    came: (message, memberCount) => delivery.came(message, memberCount),
    seen: (list) => seen({ kind: 'seen', people: list.flatMap((room) => room.people ?? []) }),
    told: (event) => {
      threads.event(event);
      links.event(event);
    },
    missed: (roomId) => links.missed(roomId),
  });
  /** In the order they were last asked for. */
  const handles = new Map<string, LiveRoom>();
  let mine: { readonly status: SettablePresence; readonly text?: string } | null = null;
  /** Who the server says we are, where the source of the token does not know. */
  let found: Me | null = null;
  let leaveProfile = () => {};
  let leavePreferences = () => {};
  const me = () => auth.me() ?? found;

  const sayPresence = () => {
    // Said again after every connecting, so a lost one does no harm.
    if (mine !== null) calls.request('presence:set', mine).catch(() => {});
  };

  const become = (user: Me) => {
    for (const room of handles.values()) room.forget();
    found = user;
    leaveProfile();
    leavePreferences();
    preferences.set(null);
    leavePreferences = attendPreferences(channels, user.id, (told) => preferences.set(told));
    leaveProfile = attendProfile(channels, user.id, (profile) => {
      found = profile;
      auth.profile?.(profile);
    });
  };

  let cancelSettling = () => {};
  const attached = async (link: Link) => {
    calls.attach(link);
    cancelSettling();
    seen({ kind: 'connected' });
    channels.attach();
    const user = me() ?? (await calls.rest('account:me', {})).user;
    if (found?.id !== user.id) become(user);
    queue.own(user.id);
    threads.own(user.id);
    links.own(user.id);
    drafts.own(user.id);
    ownStates.own(user.id);
    rooms.own(user.id);
    await channels.sync(`user:${user.id}`);
  };

  const connection = new Connection({
    auth,
    clock,
    random,
    socket,
    network,
    hooks: {
      attached,
      live: () => {
        calls.live();
        cancelSettling = clock.after(PRESENCE_SETTLES_MS, () => seen({ kind: 'settled' }));
        sayPresence();
        watching.live();
        queue.live();
        drafts.live();
        for (const room of handles.values()) room.live();
      },
      detached: () => {
        cancelSettling();
        queue.detach();
        drafts.detach();
        channels.detach();
        calls.detach();
      },
      event: (name, data, meta) => {
        // The contract ties the data to the name.
        if (name === 'presence:changed') seen({ kind: 'changed', presence: data as PresenceChanged });
        channels.push(name, data, meta);
      },
    },
  });

  const watching: Watching = new Watching({
    clock,
    request: calls.request,
    isLive: () => connection.state.getSnapshot().kind === 'live',
    seen,
  });

  const roomParts = {
    clock,
    channels,
    queue,
    request: calls.request,
    call,
    following: (roomId: string) => rooms.watch(roomId),
    isLive: () => connection.state.getSnapshot().kind === 'live',
    me,
    idOf: (ref: string) => rooms.idOf(ref),
    seen: (people: Extract<PresenceInput, { kind: 'seen' }>['people']) => seen({ kind: 'seen', people }),
  };

  const roomOf = (roomId: string): LiveRoom => {
    const room = handles.get(roomId) ?? new LiveRoom(roomId, roomParts);
    handles.delete(roomId);
    handles.set(roomId, room);
    const idle = [...handles.values()].filter((other) => other !== room && other.idle);
    for (const other of idle.slice(0, Math.max(0, idle.length - MAX_IDLE_ROOMS))) other.forget();
    return room;
  };

  queue.state.subscribe(() => {
    for (const room of handles.values()) room.refresh();
  });
  const known = me();
  if (known !== null) {
    queue.own(known.id);
    drafts.own(known.id);
    ownStates.own(known.id);
  }

  return {
    connection: connection.state,
    start: () => connection.start(),
    stop: () => connection.stop(),
    retryNow: () => connection.retryNow(),
    call,
    rest: (name, input) => calls.rest(name, input),
    enqueue: (name, input) => queue.enqueue(name, input),
    queue: {
      ...queue.state,
      retry: (clientId) => queue.retry(clientId),
      discard: (clientId) => queue.discard(clientId),
    },
    channel: (name) => ({
      name,
      position: () => channels.position(name),
      follow: (consumer) => channels.follow(name, consumer),
      attend: (consumer) => channels.attend(name, consumer),
    }),
    rooms: rooms.view,
    room: (roomId) => roomOf(roomId).handle,
    thread: (roomId, threadId) =>
      createThread({ threadId, room: roomOf(roomId).handle, channels, queue, call, me }),
    threads: threads.view,
    links: { at: (target) => links.at(target) },
    chatPreferences: preferences,
    drafts: {
      ...drafts.view,
      at: (place) => drafts.at(place),
      write: (place, text, replyTo) => drafts.write(place, text, replyTo),
      flush: () => drafts.flush(),
      takeOther: (place) => drafts.takeOther(place),
      keepMine: (place) => drafts.keepMine(place),
    },
    own: (projection) => ownStates.of(projection),
    shared: (projection) => sharedStates.of(projection),
    presence,
    setPresence: (status, text) => {
      mine = text === undefined ? { status } : { status, text };
      if (roomParts.isLive()) sayPresence();
    },
    watchPresence: (userIds) => watching.watch(userIds),
    seen: (people) => seen({ kind: 'seen', people }),
  };
}
