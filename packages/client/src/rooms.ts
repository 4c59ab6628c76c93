/** My rooms, kept live: their channels followed, their counts checked where events alone can't tell. */
import type { Message, Room, RoomCategory } from '@parley/contract/features/chat/model';
import type { WireError } from '@parley/contract/kernel/errors';
import type { Sanction } from '@parley/contract/kernel/sanction';
import { sanctionDetails, sanctionWords } from '@parley/contract/kernel/sanction-words';
import type { CommandInput, CommandName, CommandOutput } from '@parley/contract/registry';
import type { RoomsView } from './api.ts';
import type { Channels } from './channels/channels.ts';
import type { ChannelConsumer } from './channels/consumer.ts';
import { type ChannelEvent, dataOf } from './channels/events.ts';
import type { Clock } from './clock.ts';
import { isRecord, toParleyError } from './errors.ts';
import {
  noRooms,
  projectRooms,
  type RoomsInput,
  type RoomsState,
  roomList,
  uncertainRooms,
} from './projections/rooms.ts';
import { createStore, type Readable } from './store.ts';

/** With `user:<me>` as many as one `chat:sync` carries. */
const MAX_FOLLOWED = 199;
/** Counts in doubt are asked for together. */
const RECOUNT_MS = 300;

const GONE: WireError = { code: 'NOT_FOUND', message: 'You are no longer in this room.', retryable: false };

/** Says why, where whoever took me out gave a reason: the detail of `removed.reason`. */
function goneError(reason = ''): WireError {
  return reason === '' ? GONE : { ...GONE, details: [{ path: 'removed.reason', message: reason }] };
}

/** As the server answers whoever tries to come back. */
function bannedError(banned: Sanction): WireError {
  const message = sanctionWords('You are banned from this room', banned);
  return { code: 'FORBIDDEN', message, retryable: false, details: sanctionDetails('banned', banned) };
}

export interface RoomsParts {
  readonly clock: Clock;
  readonly channels: Channels;
  readonly call: <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N>>;
  /** A message by somebody else has come, in a room of so many. */
  readonly came: (message: Message, memberCount: number) => void;
  /** People were seen, with their presence. */
  readonly seen: (rooms: readonly Room[]) => void;
  /** Something happened in a room of mine. */
  readonly told: (event: ChannelEvent) => void;
  /** A room of mine was read anew. */
  readonly missed: (roomId: string) => void;
}

/** What chat adds to the snapshot of `user:<me>`, by the wire's word. */
interface UserSnapshot {
  readonly rooms: readonly Room[];
  readonly roomCategories?: readonly RoomCategory[];
}

export class Rooms {
  readonly #parts: RoomsParts;
  readonly #view = createStore<RoomsView>({ ready: false, rooms: [], categories: [] });
  readonly #followed = new Map<string, () => void>();
  #state: RoomsState = noRooms('');
  #ready = false;
  #leave: (() => void) | null = null;
  #recounting = false;

  constructor(parts: RoomsParts) {
    this.#parts = parts;
  }

  get view(): Readable<RoomsView> {
    return this.#view;
  }

  /** Follows `user:<me>`, and by it every room. */
  own(userId: string): void {
    if (userId === this.#state.me) return;
    this.#leave?.();
    for (const stop of this.#followed.values()) stop();
    this.#followed.clear();
    this.#state = noRooms(userId);
    this.#ready = false;
    this.#leave = this.#parts.channels.follow(`user:${userId}`, {
      snapshot: (snapshot) => this.#listed(userId, snapshot),
      event: (event) => this.#mine(event),
    });
    this.#publish();
  }

  /** The id behind an alias, as far as I am a member. */
  idOf(ref: string): string | null {
    if (this.#state.entries[ref] !== undefined) return ref;
    return Object.values(this.#state.entries).find((entry) => entry.room.alias === ref)?.room.id ?? null;
  }

  /** A room beyond those that are followed by themselves is kept live while somebody follows it. */
  watch(roomId: string): void {
    if (this.#state.entries[roomId] === undefined || this.#followed.has(roomId)) return;
    this.#followed.set(roomId, this.#parts.channels.attend(`room:${roomId}`, this.#consumer(roomId)));
  }

  #listed(userId: string, snapshot: unknown): void {
    if (isRecord(snapshot) && Array.isArray(snapshot.rooms)) {
      const { rooms, roomCategories = [] } = snapshot as unknown as UserSnapshot;
      this.#apply({ kind: 'snapshot', rooms, categories: roomCategories });
      this.#ready = true;
      this.#publish();
      return;
    }
    this.#fetch(userId).catch((thrown: unknown) => {
      const again = () => {
        if (userId === this.#state.me) this.#listed(userId, snapshot);
      };
      if (toParleyError(thrown).retryable) this.#parts.clock.after(RECOUNT_MS * 10, again);
    });
  }

  /** Events that arrive meanwhile are about rooms not known yet; each room's own position joins the two. */
  async #fetch(userId: string): Promise<void> {
    const rooms: Room[] = [];
    let cursor: string | null = null;
    do {
      const page: CommandOutput<'chat:rooms'> = await this.#parts.call('chat:rooms', {
        limit: 200,
        ...(cursor === null ? {} : { cursor }),
      });
      rooms.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    const { items: categories } = await this.#parts.call('chat:categories', {});
    if (userId !== this.#state.me) return;
    this.#apply({ kind: 'snapshot', rooms, categories });
    this.#ready = true;
    this.#publish();
  }

  #mine(event: ChannelEvent): void {
    this.#apply({ kind: 'event', event });
    if (event.type === 'room:left' || event.type === 'room:removed') {
      const { roomId, banned, reason } = dataOf<'room:removed'>(event);
      this.#parts.channels.drop(
        `room:${roomId}`,
        banned === undefined ? goneError(reason) : bannedError(banned),
      );
    }
    if (event.type === 'room:joined') this.#joined(dataOf<'room:joined'>(event));
  }

  #joined({ roomId, room }: { readonly roomId: string; readonly room?: Room | undefined }): void {
    if (room !== undefined || this.#state.entries[roomId] !== undefined) return;
    this.#recount(roomId);
  }

  #apply(input: RoomsInput): void {
    this.#state = projectRooms(this.#state, input);
    // What is said in a room makes no other room mine.
    if (input.kind !== 'event' || input.event.channel.startsWith('user:')) this.#follow();
    if (uncertainRooms(this.#state).length > 0) this.#recountSoon();
    this.#publish();
  }

  #follow(): void {
    for (const [id, stop] of this.#followed) {
      if (this.#state.entries[id] !== undefined) continue;
      this.#followed.delete(id);
      stop();
    }
    for (const room of roomList(this.#state)) {
      if (this.#followed.size >= MAX_FOLLOWED) return;
      if (this.#followed.has(room.id)) continue;
      // Marked before following, which may bring a snapshot and come back here.
      this.#followed.set(room.id, () => {});
      const stop = this.#parts.channels.follow(
        `room:${room.id}`,
        this.#consumer(room.id),
        room.position ?? null,
      );
      this.#followed.set(room.id, stop);
    }
  }

  #consumer(roomId: string): ChannelConsumer {
    return {
      snapshot: (snapshot, position) => {
        // The snapshot of a `room:` channel, by the wire's word.
        const room = isRecord(snapshot) && isRecord(snapshot.room) ? (snapshot.room as Room) : null;
        if (room !== null) this.#apply({ kind: 'room', room: { ...room, position } });
        this.#parts.missed(roomId);
      },
      event: (event, live) => {
        this.#apply({ kind: 'event', event, live });
        this.#parts.told(event);
        if (event.type === 'chat:message') this.#came(dataOf<'chat:message'>(event));
      },
      lost: () => this.#apply({ kind: 'gone', roomId }),
    };
  }

  #came(message: Message): void {
    const { me, entries } = this.#state;
    const room = entries[message.roomId]?.room;
    if (message.userId !== me && room !== undefined) this.#parts.came(message, room.memberCount);
  }

  #recountSoon(): void {
    if (this.#recounting) return;
    this.#recounting = true;
    this.#parts.clock.after(RECOUNT_MS, () => {
      this.#recounting = false;
      for (const id of uncertainRooms(this.#state)) this.#recount(id);
    });
  }

  /** A count that can't be had now stays the best guess; the next event or snapshot asks again. */
  #recount(roomId: string): void {
    const { me } = this.#state;
    this.#parts
      .call('chat:room', { roomId })
      .then(({ room }) => {
        if (me === this.#state.me) this.#apply({ kind: 'room', room });
      })
      .catch(() => {});
  }

  #publish(): void {
    const rooms = roomList(this.#state);
    this.#parts.seen(rooms);
    this.#view.set({ ready: this.#ready, rooms, categories: this.#state.categories });
  }
}
