/**
 * A person on a stock Socket.IO client, as the protocol page describes one, who writes everything down.
 *
 * It resumes by position after each connection, retries what was not acknowledged with the same clientId, and takes
 * only contiguous events; a hole in what is pushed is written down as it is, for the checker to find.
 */
import { io, type Socket } from 'socket.io-client';
import type { ClientRecord, PresenceWord, Said, SeenMessage } from './record.ts';

interface Answer {
  readonly ok: boolean;
  readonly data?: unknown;
  readonly error?: { readonly code: string; readonly retryable: boolean; readonly retryAfterMs?: number };
}

interface Position {
  readonly epoch: string;
  readonly seq: number;
}

interface WireMessage {
  readonly id: string;
  readonly seq: number;
  readonly content: string;
  readonly deletedAt: string | null;
}

interface Person {
  readonly id: string;
  readonly status: string;
}

interface Meta {
  readonly channel: string;
  readonly seq: number;
  readonly type: string;
  readonly epoch: string;
}

interface Resumed {
  readonly position: Position;
  readonly recovered: boolean;
  readonly events: readonly (Meta & { readonly data: unknown })[];
  readonly more: boolean;
  readonly snapshot?: { readonly messages: readonly WireMessage[]; readonly members: readonly Person[] };
}

const CHAT_EVENTS = [
  'chat:message',
  'chat:updated',
  'chat:deleted',
  'room:joined',
  'room:left',
  'room:updated',
];
const ANSWER_WITHIN_MS = 4_000;

export interface RecordingClientOptions {
  readonly url: string;
  readonly name: string;
  readonly token: string;
  readonly roomId: string;
  readonly transports?: readonly ('websocket' | 'polling')[];
  /**
   * Called with every write as it is sent for the first time: other ways by which the same command may reach the server, each giving
   * the data of its answer, or null where none came.
   */
  readonly alsoBy?: (command: string, payload: object) => readonly Promise<unknown>[];
  /** Sent with every request; a cookie decides about the node behind nginx. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Waits before it returns as long as stock clients do by default; else hardly at all. */
  readonly unhurried?: boolean;
}

export class RecordingClient {
  readonly record: ClientRecord & { readonly presence: PresenceWord[] };
  readonly #options: RecordingClientOptions;
  readonly #socket: Socket;
  readonly #channel: string;
  #position: Position | null = null;
  /** Events pushed before the resume's answer was taken in wait here. */
  #following = false;
  #lostAt: number | null = null;
  #waiters: (() => void)[] = [];
  /** Answers of other ways that are awaited. */
  readonly #aside: Promise<unknown>[] = [];
  /** Refusals of another kind than "come back later": nobody in a story deserves one. */
  readonly refusals: string[] = [];
  /** How long it took each time from losing the connection to following again, milliseconds. */
  readonly absencesMs: number[] = [];
  /** How many attempts each return took. */
  readonly attempts: number[] = [];

  constructor(options: RecordingClientOptions) {
    this.#options = options;
    this.record = { name: options.name, said: [], changed: [], seen: [], presence: [] };
    this.#channel = `room:${options.roomId}`;
    this.#socket = io(options.url, {
      auth: { token: options.token },
      transports: [...(options.transports ?? ['websocket'])],
      forceNew: true,
      ...(options.unhurried ? {} : { reconnectionDelay: 50, reconnectionDelayMax: 300 }),
      ...(options.headers ? { extraHeaders: { ...options.headers } } : {}),
    });
    this.#socket.on('connect', () => {
      this.record.presence.push('connected');
      void this.#follow();
    });
    this.#socket.io.on('reconnect', (attempt) => this.attempts.push(attempt));
    this.#socket.on('disconnect', () => {
      this.#following = false;
      this.#lostAt ??= performance.now();
    });
    for (const type of CHAT_EVENTS) {
      this.#socket.on(type, (data: unknown, meta: Meta) => this.#pushed(data, meta));
    }
    this.#socket.on('presence:changed', ({ userId, status }: { userId: string; status: string }) =>
      this.record.presence.push({ userId, status }),
    );
  }

  /** Goes away, and comes back by `online`. */
  offline(): void {
    this.#socket.disconnect();
  }

  online(): void {
    if (!this.#socket.connected) this.#socket.connect();
  }

  /** Resolves when it follows the room. */
  async following(): Promise<void> {
    while (!this.#following) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  /** Says something and does not rest until it is acknowledged. */
  async say(content: string, clientId: string): Promise<Said> {
    const said: Said = { clientId, content, acknowledged: [] };
    this.record.said.push(said);
    this.#alsoBy('chat:message', this.#saying(said), (data) => acknowledge(said, data));
    await this.repeat(said);
    return said;
  }

  /** Sends the same command again, as after a lost answer. */
  async repeat(said: Said): Promise<void> {
    acknowledge(said, await this.#until('chat:message', this.#saying(said)));
  }

  async edit(id: string, content: string): Promise<void> {
    const payload = { roomId: this.#options.roomId, messageId: id, content, clientId: `e-${content}` };
    this.#alsoBy('chat:edit', payload);
    await this.#until('chat:edit', payload);
    this.record.changed.push({ id, kind: 'edit', content });
  }

  async remove(id: string): Promise<void> {
    const payload = { roomId: this.#options.roomId, messageId: id, clientId: `d-${id}` };
    this.#alsoBy('chat:delete', payload);
    await this.#until('chat:delete', payload);
    this.record.changed.push({ id, kind: 'delete', content: '' });
  }

  /** The whole room as the server has it, oldest first. */
  async history(): Promise<SeenMessage[]> {
    const all: SeenMessage[] = [];
    let before: string | undefined;
    for (;;) {
      const data = await this.#until('chat:history', { roomId: this.#options.roomId, limit: 200, before });
      const { items } = data as { items: WireMessage[] };
      const first = items[0];
      all.unshift(...items.map(shown));
      if (!first || items.length < 200) return all;
      before = first.id;
    }
  }

  /** Resolves when nothing that was sent by other ways is awaited any more. */
  async asideDone(): Promise<void> {
    await Promise.all(this.#aside.splice(0));
  }

  /** The last seq it has taken in. */
  get seq(): number {
    return this.#position?.seq ?? 0;
  }

  close(): void {
    this.#socket.disconnect();
  }

  #saying({ clientId, content }: Said): object {
    return { roomId: this.#options.roomId, content, clientId };
  }

  #alsoBy(command: string, payload: object, take: (data: unknown) => void = () => {}): void {
    for (const answer of this.#options.alsoBy?.(command, payload) ?? []) {
      this.#aside.push(answer.then((data) => (data === null ? undefined : take(data))));
    }
  }

  /** Asks until it is answered with success, over as many connections as it takes. */
  async #until(command: string, payload: object): Promise<unknown> {
    for (;;) {
      await this.following();
      const answer = await this.#ask(command, payload);
      if (answer?.ok) return answer.data;
      if (answer && !answer.error?.retryable) {
        this.refusals.push(`${command}: ${JSON.stringify(answer.error)}`);
        throw new Error(`${this.record.name}: ${command} refused: ${JSON.stringify(answer.error)}`);
      }
      await pause(answer?.error?.retryAfterMs ?? 50);
    }
  }

  /**
   * Null when the answer was lost. `take` is called as the answer arrives: a promise would be a turn too late for
   * what is pushed right behind it.
   */
  #ask(command: string, payload: object, take?: (data: unknown) => void): Promise<Answer | null> {
    return new Promise((resolve) => {
      this.#socket.timeout(ANSWER_WITHIN_MS).emit(command, payload, (lost: Error | null, answer: Answer) => {
        if (!lost && answer.ok) take?.(answer.data);
        resolve(lost ? null : answer);
      });
    });
  }

  async #follow(): Promise<void> {
    for (let more = true; more && this.#socket.connected; ) {
      const position = this.#position ?? undefined;
      const payload = { channel: this.#channel, position };
      const answer = await this.#ask('channel:subscribe', payload, (data) => this.#takeIn(data as Resumed));
      if (!answer) {
        // Whether it follows is not known, and a late answer would come behind what is pushed: it begins anew.
        if (this.#socket.connected) this.#socket.io.engine.close();
        return;
      }
      if (!answer.ok) {
        if (!answer.error?.retryable) this.refusals.push(`subscribe: ${JSON.stringify(answer.error)}`);
        await pause(answer.error?.retryAfterMs ?? 50);
        continue;
      }
      ({ more } = answer.data as Resumed);
    }
    if (!this.#socket.connected) return;
    this.#following = true;
    if (this.#lostAt !== null) this.absencesMs.push(performance.now() - this.#lostAt);
    this.#lostAt = null;
    for (const wake of this.#waiters.splice(0)) wake();
  }

  #takeIn({ recovered, snapshot, position, events }: Resumed): void {
    if (!recovered) {
      const messages = (snapshot?.messages ?? []).map(shown);
      this.record.seen.push({ kind: 'snapshot', seq: position.seq, messages, wire: snapshot });
      for (const { id: userId, status } of snapshot?.members ?? [])
        this.record.presence.push({ userId, status });
      this.#position = position;
    }
    for (const event of events) this.#saw(event.data, event);
  }

  #pushed(data: unknown, meta: Meta): void {
    if (meta.channel === this.#channel) this.#saw(data, meta);
  }

  #saw(data: unknown, meta: Meta): void {
    const { seq, type, epoch } = meta;
    const message = type.startsWith('chat:') ? shown(data as WireMessage) : null;
    this.record.seen.push({ kind: 'event', seq, type, message, wire: { ...meta, data } });
    this.#position = { epoch, seq };
  }
}

function acknowledge(said: Said, data: unknown): void {
  const { message } = data as { message: WireMessage };
  said.acknowledged.push({ id: message.id, seq: message.seq });
}

function shown({ id, seq, content, deletedAt }: WireMessage): SeenMessage {
  return { id, seq, content, deleted: deletedAt !== null };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
