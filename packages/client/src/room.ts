/** One room as a person uses it: opened, read, written in. */
import type { Me } from '@parley/contract/features/accounts/model';
import type { Member, Message } from '@parley/contract/features/chat/model';
import type { Resumed } from '@parley/contract/kernel/envelope';
import type { WireError } from '@parley/contract/kernel/errors';
import type { CommandInput, CommandName, CommandOutput } from '@parley/contract/registry';
import type { RoomHandle, RoomView } from './api.ts';
import { type Channels, isResumed, type Request } from './channels/channels.ts';
import type { ChannelConsumer } from './channels/consumer.ts';
import type { Clock } from './clock.ts';
import { isRecord, ParleyError, toParleyError } from './errors.ts';
import { createHistory, type History } from './history.ts';
import { conversationOf } from './projections/conversation.ts';
import { projectRoom, type RoomInput, type RoomSnapshot, type RoomState } from './projections/room.ts';
import type { CommandQueue } from './queue/queue.ts';
import { createStore } from './store.ts';
import { createTyping, type Typing } from './typing.ts';

/** An attempt to join that found no connection is made again when there is one, and no sooner than this. */
const JOIN_AGAIN_MS = 1_000;

export interface RoomParts {
  readonly clock: Clock;
  readonly channels: Channels;
  readonly queue: CommandQueue;
  readonly request: Request;
  readonly call: <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N>>;
  readonly isLive: () => boolean;
  readonly me: () => Me | null;
  /** The id behind an alias, where it is known here. */
  readonly idOf: (ref: string) => string | null;
  /** A room is about to be followed in full. */
  readonly following: (roomId: string) => void;
  readonly seen: (members: readonly Member[]) => void;
}

interface Opening {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: ParleyError) => void;
}

export class LiveRoom {
  readonly #ref: string;
  readonly #parts: RoomParts;
  readonly #view = createStore<RoomView>({ status: 'closed', conversation: null, error: null });
  readonly #typing: Typing;
  readonly #history: History;
  readonly handle: RoomHandle;
  #state: RoomState | null = null;
  #shown = false;
  #error: WireError | null = null;
  #opening: Opening | null = null;
  #joining = false;
  #leave: (() => void) | null = null;
  #cancelTick: () => void = () => {};

  constructor(ref: string, parts: RoomParts) {
    this.#ref = ref;
    this.#parts = parts;
    this.#typing = createTyping(parts.clock, (isTyping) => this.#sayTyping(isTyping));
    this.#history = createHistory(
      () => this.#state,
      (input) => this.#apply(input),
      parts.call,
    );
    this.handle = this.#createHandle();
  }

  /** Whether it may be forgotten: followed, but not looked at. */
  get idle(): boolean {
    return !this.#shown && this.#leave !== null;
  }

  /** The line is up and caught up with: whoever waits for it goes on. */
  live(): void {
    if (this.#opening !== null && this.#parts.isLive()) void this.#join(this.#opening);
  }

  /** The queue, or who I am, changed. */
  refresh(): void {
    if (this.#state !== null) this.#publish();
  }

  /** Stops following; the next `open` begins anew. */
  forget(): void {
    this.#leave?.();
    this.#leave = null;
    this.#state = null;
    this.#cancelTick();
    this.#publish();
  }

  #createHandle(): RoomHandle {
    const { queue } = this.#parts;
    const roomId = this.#ref;
    return {
      id: roomId,
      state: this.#view,
      open: () => this.#open(),
      close: () => {
        this.#typing.set(false);
        this.#shown = false;
        this.#publish();
      },
      loadOlder: this.#history.older,
      loadNewer: this.#history.newer,
      loadAround: this.#history.around,
      loadAt: this.#history.at,
      showLatest: () => this.#apply({ kind: 'latest' }),
      send: (content, extra = {}) => {
        this.#typing.sent();
        return queue.enqueue('chat:message', { roomId: this.#id(), content, ...extra });
      },
      edit: (messageId, content) => queue.enqueue('chat:edit', { roomId: this.#id(), messageId, content }),
      remove: (messageId, reason = '') =>
        queue.enqueue('chat:delete', {
          roomId: this.#id(),
          messageId,
          ...(reason === '' ? {} : { reason }),
        }),
      react: (messageId, emoji, isOn) =>
        queue.enqueue('chat:react', { roomId: this.#id(), messageId, emoji, isOn }),
      markRead: (messageId, how) => {
        const auto = how === 'on-screen' ? { auto: true } : {};
        return queue.enqueue('chat:read', { roomId: this.#id(), messageId, ...auto });
      },
      markUnread: async (messageId) => {
        await this.#parts.call('chat:mark-unread', { roomId: this.#id(), messageId });
      },
      setTyping: this.#typing.set,
    };
  }

  /** The room's id once it is known; until then what it was asked for by, which the server takes as well. */
  #id(): string {
    return this.#state?.room.id ?? this.#parts.idOf(this.#ref) ?? this.#ref;
  }

  #open(): Promise<void> {
    this.#shown = true;
    if (this.#leave !== null && this.#state !== null) {
      this.#publish();
      return Promise.resolve();
    }
    const opening = this.#opening ?? newOpening();
    if (this.#opening === null) {
      this.#error = null;
      this.#opening = opening;
      this.#publish();
      this.live();
    }
    return opening.promise;
  }

  async #join(opening: Opening): Promise<void> {
    if (this.#joining) return;
    this.#joining = true;
    try {
      const id = this.#parts.idOf(this.#ref) ?? (await this.#resolve());
      this.#parts.following(id);
      this.#leave ??= this.#parts.channels.attend(`room:${id}`, this.#consumer());
      await this.#parts.channels.resume(`room:${id}`, 'snapshot', () => this.#ask(id));
      if (this.#state !== null) this.#opened(opening);
    } catch (thrown) {
      const error = toParleyError(thrown);
      if (!error.retryable) this.#lost(error.wire);
      else this.#parts.clock.after(error.retryAfterMs ?? JOIN_AGAIN_MS, () => this.live());
    } finally {
      this.#joining = false;
    }
  }

  /** An alias of a room I am not in yet. */
  async #resolve(): Promise<string> {
    const { room } = await this.#parts.call('chat:room', { roomId: this.#ref });
    return room.id;
  }

  /** `chat:join` is a resume that also makes me a member. */
  async #ask(roomId: string): Promise<Resumed> {
    const answer = await this.#parts.request('chat:join', { roomId });
    if (!isResumed(answer) || !isRecord(answer)) {
      throw new ParleyError({
        code: 'INTERNAL',
        message: 'The server sent an answer of no use.',
        retryable: true,
      });
    }
    // Named by the contract; what is absent is empty.
    const { room, members = [], messages = [], readMarks } = answer as unknown as RoomSnapshot;
    return { ...answer, snapshot: { room, members, messages, readMarks } };
  }

  #consumer(): ChannelConsumer {
    return {
      snapshot: (snapshot) => this.#snapshot(snapshot),
      event: (event) => {
        this.#apply({ kind: 'event', event });
        if (event.type === 'chat:message') this.#parts.queue.seen((event.data as Message).id);
      },
      signal: (signal) => this.#apply({ kind: 'signal', signal, now: this.#parts.clock.now() }),
      lost: (error) => this.#lost(error),
    };
  }

  #snapshot(snapshot: unknown): void {
    const me = this.#parts.me();
    if (me === null || !isRecord(snapshot) || !isRecord(snapshot.room)) return;
    // The snapshot of a `room:` channel, by the wire's word.
    const told = snapshot as unknown as RoomSnapshot;
    const { room, members, messages, readMarks } = told;
    this.#parts.seen(members);
    this.#apply({ kind: 'snapshot', me: me.id, snapshot: { room, members, messages, readMarks } });
  }

  #apply(input: RoomInput): void {
    const next = projectRoom(this.#state, input);
    if (next === this.#state) return;
    this.#state = next;
    this.#tick();
    this.#publish();
  }

  /** Typing is forgotten when it is not said again. */
  #tick(): void {
    this.#cancelTick();
    const untils = this.#state?.typing.map((typist) => typist.until) ?? [];
    if (untils.length === 0) return;
    const { clock } = this.#parts;
    this.#cancelTick = clock.after(Math.max(0, Math.min(...untils) - clock.now()), () => {
      this.#apply({ kind: 'tick', now: clock.now() });
    });
  }

  #opened(opening: Opening): void {
    if (this.#opening === opening) this.#opening = null;
    this.#publish();
    opening.resolve();
  }

  #lost(error: WireError): void {
    const opening = this.#opening;
    this.#opening = null;
    this.#error = error;
    this.forget();
    opening?.reject(new ParleyError(error));
  }

  #sayTyping(isTyping: boolean): void {
    if (!this.#parts.isLive()) return;
    // A signal: one that is lost is not worth a word.
    this.#parts.request('chat:typing', { roomId: this.#id(), isTyping }).catch(() => {});
  }

  #publish(): void {
    const me = this.#parts.me();
    const queue = this.#parts.queue.state.getSnapshot();
    const conversation = this.#state === null || me === null ? null : conversationOf(this.#state, queue, me);
    this.#view.set(this.#viewOf(conversation));
  }

  #viewOf(conversation: RoomView['conversation']): RoomView {
    if (this.#error !== null) return { status: 'failed', conversation, error: this.#error };
    if (!this.#shown) return { status: 'closed', conversation, error: null };
    return conversation === null
      ? { status: 'loading', conversation, error: null }
      : { status: 'open', conversation, error: null };
  }
}

function newOpening(): Opening {
  let resolve: () => void = () => {};
  let reject: (error: ParleyError) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Whoever does not wait for it reads the failure from the state.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
