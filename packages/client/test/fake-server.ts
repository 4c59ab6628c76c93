/**
 * A server in memory that keeps the wire's promises, behind lines that keep none: the test decides what is processed, what
 * arrives, and when a line breaks.
 */
import type { Message, Room } from '@parley/contract/features/chat/model';
import type { Envelope, Resumed } from '@parley/contract/kernel/envelope';
import { type ErrorCode, wireError } from '@parley/contract/kernel/errors';
import type { Position } from '@parley/contract/kernel/position';
import { isRecord } from '../src/errors.ts';
import type { LinkHandlers, SocketPort } from '../src/transport/port.ts';
import { member, person, room } from './people.ts';

interface Log {
  epoch: string;
  /** Dense; `events[0]` has seq `trimmed + 1`. */
  events: Envelope[];
  trimmed: number;
}

interface Wire {
  readonly userId: string;
  readonly handlers: LinkHandlers;
  readonly follows: Set<string>;
  /** Towards the server and towards the client, each in order. */
  readonly inbox: (() => void)[];
  readonly outbox: { readonly kind: 'event' | 'answer'; readonly deliver: () => void }[];
  open: boolean;
}

class Refused extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

const refuse = (code: ErrorCode): never => {
  throw new Refused(code);
};
const text = (value: unknown): string => (typeof value === 'string' ? value : refuse('INVALID'));

export class FakeServer {
  readonly #now: () => number;
  readonly #logs = new Map<string, Log>();
  readonly #rooms = new Map<string, { room: Room; members: Set<string>; messages: Message[] }>();
  /** `user room` -> seq of the last message read. */
  readonly #reads = new Map<string, number>();
  readonly #answers = new Map<string, unknown>();
  #ids = 0;
  /** The one line of the client under test, the latest. */
  wire: Wire | null = null;
  /** Names of the commands that came in. */
  readonly heard: string[] = [];
  /** Whose the next line is. */
  nextUser = 'ada';
  /** Events in one page of a resume. */
  pageSize = 3;

  constructor(now: () => number) {
    this.#now = now;
  }

  port(): SocketPort {
    return {
      open: (_, handlers) => {
        const userId = this.nextUser;
        const wire: Wire = {
          userId,
          handlers,
          follows: new Set([`user:${userId}`]),
          inbox: [],
          outbox: [],
          open: true,
        };
        this.wire = wire;
        wire.inbox.push(() => wire.outbox.push({ kind: 'answer', deliver: handlers.opened }));
        return {
          request: (name, input, answered) => {
            wire.inbox.push(() => {
              this.heard.push(name);
              const before = wire.outbox.length;
              const answer = this.#answer(wire, name, input);
              // The answer to a command comes before the event it caused.
              wire.outbox.splice(before, 0, { kind: 'answer', deliver: () => answered(answer) });
            });
          },
          close: () => {
            wire.open = false;
          },
        };
      },
    };
  }

  addRoom(id: string, members: readonly string[]): void {
    const shared = room(id, { memberCount: members.length });
    delete shared.unread;
    this.#rooms.set(id, { room: shared, members: new Set(members), messages: [] });
  }

  messages(roomId: string): readonly Message[] {
    return this.#room(roomId).messages;
  }

  /** What a fresh look at the room says. */
  view(roomId: string, userId: string): Room {
    const { room: shared, members, messages } = this.#room(roomId);
    const readSeq = this.#reads.get(`${userId} ${roomId}`) ?? 0;
    const unread = messages.filter(
      (one) => one.userId !== userId && one.deletedAt === null && one.seq > readSeq,
    );
    return {
      ...shared,
      memberCount: members.size,
      unread: unread.length,
      mentions: messages.filter(
        (one) => one.seq > readSeq && one.userId !== userId && one.mentions?.users.includes(userId),
      ).length,
      lastReadId: messages.find((one) => one.seq === readSeq)?.id ?? null,
      position: this.#head(`room:${roomId}`),
    };
  }

  say(userId: string, roomId: string, content: string, clientId?: string): Message {
    const seq = this.#head(`room:${roomId}`).seq + 1;
    const { id: __, ...author } = person(userId);
    this.#ids += 1;
    const said: Message = {
      id: `m${String(this.#ids).padStart(6, '0')}`,
      roomId,
      seq,
      userId,
      username: author.username,
      displayName: author.displayName,
      type: 'text',
      content,
      metadata: {},
      ...mentionsIn(content),
      ...(clientId === undefined ? {} : { clientId }),
      reactions: {},
      createdAt: this.#at(),
      editedAt: null,
      deletedAt: null,
    };
    const at = this.#room(roomId);
    at.messages.push(said);
    at.room = { ...at.room, lastMessageAt: said.createdAt };
    this.#append(`room:${roomId}`, 'chat:message', userId, said);
    return said;
  }

  edit(userId: string, roomId: string, messageId: string, content: string): Message {
    return this.#change('chat:updated', userId, roomId, messageId, { content, editedAt: this.#at() });
  }

  remove(userId: string, roomId: string, messageId: string): Message {
    return this.#change('chat:deleted', userId, roomId, messageId, { content: '', deletedAt: this.#at() });
  }

  /** That message and all after it. */
  markUnread(userId: string, roomId: string, messageId: string): void {
    const { messages } = this.#room(roomId);
    const first = messages.findIndex((one) => one.id === messageId);
    this.#reads.set(`${userId} ${roomId}`, messages[first - 1]?.seq ?? 0);
    const { unread, mentions, lastReadId } = this.view(roomId, userId);
    const told = { roomId, messageId, lastReadId, unread, mentions };
    this.#append(`user:${userId}`, 'chat:marked-unread', userId, told);
  }

  read(userId: string, roomId: string, messageId: string): number {
    const found = this.#room(roomId).messages.find((one) => one.id === messageId) ?? refuse('NOT_FOUND');
    const key = `${userId} ${roomId}`;
    if (found.seq > (this.#reads.get(key) ?? 0)) this.#reads.set(key, found.seq);
    const { unread = 0, mentions, lastReadId } = this.view(roomId, userId);
    this.#append(`user:${userId}`, 'chat:read', userId, {
      roomId,
      userId,
      messageId: lastReadId,
      unread,
      mentions,
    });
    return unread;
  }

  rename(userId: string, displayName: string): void {
    this.#append(`user:${userId}`, 'user:updated', userId, { user: { ...person(userId), displayName } });
  }

  join(userId: string, roomId: string): void {
    const at = this.#room(roomId);
    if (at.members.has(userId)) return;
    at.members.add(userId);
    this.#append(`room:${roomId}`, 'room:joined', userId, { roomId, user: member(userId) });
    const { position: _, ...seen } = this.view(roomId, userId);
    this.#append(`user:${userId}`, 'room:joined', userId, { roomId, user: member(userId), room: seen });
  }

  leave(userId: string, roomId: string): void {
    const at = this.#room(roomId);
    if (!at.members.delete(userId)) return;
    if (this.wire?.userId === userId) this.wire.follows.delete(`room:${roomId}`);
    this.#append(`room:${roomId}`, 'room:left', userId, { roomId, userId });
    this.#append(`user:${userId}`, 'room:left', userId, { roomId, userId });
  }

  /** The log forgets everything but the last `keep` events. */
  trim(channel: string, keep: number): void {
    const log = this.#log(channel);
    const gone = Math.max(0, log.events.length - keep);
    log.events = log.events.slice(gone);
    log.trimmed += gone;
  }

  /** Restored from a backup: nothing of the past can be vouched for. */
  newEpoch(epoch: string): void {
    for (const log of this.#logs.values()) {
      log.trimmed += log.events.length;
      log.events = [];
      log.epoch = epoch;
    }
    if (this.wire) this.breakLine(0, 0);
  }

  /** The server takes the first `processed` of what was sent to it, the client the first `delivered` of what was sent to it. */
  breakLine(processed: number, delivered: number): void {
    const { wire } = this;
    if (wire === null || !wire.open) return;
    for (const task of wire.inbox.splice(0, processed)) task();
    for (const { deliver } of wire.outbox.splice(0, delivered)) deliver();
    wire.inbox.length = 0;
    wire.outbox.length = 0;
    this.wire = null;
    if (wire.open) wire.handlers.closed('transport');
  }

  #answer(wire: Wire, name: string, input: unknown): unknown {
    try {
      return { ok: true, data: this.#perform(wire, name, isRecord(input) ? input : {}) };
    } catch (thrown) {
      if (thrown instanceof Refused) return { ok: false, error: wireError(thrown.code, thrown.code) };
      throw thrown;
    }
  }

  #perform(wire: Wire, name: string, input: Record<string, unknown>): unknown {
    const { userId } = wire;
    switch (name) {
      case 'channel:subscribe':
        return this.#resume(wire, text(input.channel), input.position as Position | undefined);
      case 'channel:unsubscribe':
        wire.follows.delete(text(input.channel));
        return {};
      case 'chat:sync':
        return Object.fromEntries(
          Object.entries(input.positions as Record<string, Position>).map(([channel, position]) => {
            try {
              return [channel, this.#resume(wire, channel, position)];
            } catch {
              return [channel, { ok: false, error: wireError('NOT_FOUND', 'no such channel') }];
            }
          }),
        );
      case 'chat:join': {
        const roomId = text(input.roomId);
        this.join(userId, roomId);
        const { snapshot, ...page } = this.#resume(
          wire,
          `room:${roomId}`,
          input.position as Position | undefined,
        );
        return { ...page, room: this.view(roomId, userId), ...(isRecord(snapshot) ? snapshot : {}) };
      }
      case 'chat:room':
        return { room: this.view(text(input.roomId), userId), members: [] };
      case 'chat:history':
        return this.#history(this.#mine(userId, input), input);
      case 'chat:typing':
      case 'presence:set':
        return {};
      default:
        return this.#once(userId, name, input);
    }
  }

  /** P3: the same clientId has one effect and gets the first answer. */
  #once(userId: string, name: string, input: Record<string, unknown>): unknown {
    const key = `${userId} ${name} ${text(input.clientId)}`;
    if (!this.#answers.has(key)) this.#answers.set(key, this.#write(userId, name, input));
    return this.#answers.get(key);
  }

  #write(userId: string, name: string, input: Record<string, unknown>): unknown {
    const roomId = this.#mine(userId, input);
    if (name === 'chat:message')
      return { message: this.say(userId, roomId, text(input.content), text(input.clientId)) };
    if (name === 'chat:read') return { unread: this.read(userId, roomId, text(input.messageId)) };
    if (name === 'chat:edit')
      return { message: this.edit(userId, roomId, text(input.messageId), text(input.content)) };
    if (name === 'chat:delete') return { message: this.remove(userId, roomId, text(input.messageId)) };
    return refuse('UNSUPPORTED');
  }

  #history(roomId: string, input: Record<string, unknown>): unknown {
    const all = this.messages(roomId);
    const limit = Number(input.limit ?? 50);
    const at = (id: unknown) => all.findIndex((one) => one.id === id);
    if (input.before !== undefined) {
      const end = at(input.before);
      const start = Math.max(0, end - limit);
      return { items: all.slice(start, end), next: start > 0 ? 'more' : null };
    }
    if (input.after !== undefined) {
      const start = at(input.after) + 1;
      return { items: all.slice(start, start + limit), next: start + limit < all.length ? 'more' : null };
    }
    const middle = at(input.around);
    if (middle < 0) return refuse('NOT_FOUND');
    return { items: all.slice(Math.max(0, middle - limit / 2), middle + limit / 2), next: null };
  }

  #mine(userId: string, input: Record<string, unknown>): string {
    const roomId = text(input.roomId);
    return this.#room(roomId).members.has(userId) ? roomId : refuse('NOT_FOUND');
  }

  #resume(wire: Wire, channel: string, position?: Position): Resumed {
    const [kind, id = ''] = channel.split(':');
    if (kind === 'room') this.#mine(wire.userId, { roomId: id });
    wire.follows.add(channel);
    const log = this.#log(channel);
    const head = this.#head(channel);
    const exact = position?.epoch === log.epoch && position.seq >= log.trimmed && position.seq <= head.seq;
    if (!exact || position === undefined) {
      return {
        position: head,
        recovered: false,
        events: [],
        more: false,
        snapshot: this.#snapshot(wire.userId, kind, id),
      };
    }
    const events = log.events
      .slice(position.seq - log.trimmed)
      .slice(0, this.pageSize)
      .map((one) => this.#materialised(one));
    const seq = events.at(-1)?.seq ?? position.seq;
    return { position: { epoch: log.epoch, seq }, recovered: true, events, more: seq < head.seq };
  }

  /** The log names messages; recovery shows their present state. */
  #materialised(event: Envelope): Envelope {
    if (!event.type.startsWith('chat:') || !event.channel.startsWith('room:')) return event;
    const { id, roomId } = event.data as Message;
    return { ...event, data: this.messages(roomId).find((one) => one.id === id) ?? event.data };
  }

  #snapshot(userId: string, kind: string | undefined, id: string): unknown {
    if (kind === 'room') {
      const at = this.#room(id);
      return {
        room: this.view(id, userId),
        members: [...at.members].map(member),
        messages: at.messages.slice(-30),
      };
    }
    const mine = [...this.#rooms].filter(([, at]) => at.members.has(userId));
    return { user: person(userId), rooms: mine.map(([roomId]) => this.view(roomId, userId)) };
  }

  #change(
    type: string,
    userId: string,
    roomId: string,
    messageId: string,
    change: Partial<Message>,
  ): Message {
    const at = this.#room(roomId);
    const index = at.messages.findIndex((one) => one.id === messageId);
    const found = at.messages[index] ?? refuse('NOT_FOUND');
    if (found.deletedAt !== null) return refuse('CONFLICT');
    const { mentions: _, ...kept } = found;
    // Every change is of the text, which says anew whom it names.
    const changed = { ...kept, ...change, ...mentionsIn(change.content ?? '') };
    at.messages = at.messages.with(index, changed);
    this.#append(`room:${roomId}`, type, userId, changed);
    return changed;
  }

  #append(channel: string, type: string, actor: string, data: unknown): void {
    const log = this.#log(channel);
    const meta = { channel, epoch: log.epoch, seq: this.#head(channel).seq + 1, type, actor, at: this.#at() };
    log.events.push({ ...meta, data });
    const { wire } = this;
    if (wire?.follows.has(channel)) {
      wire.outbox.push({ kind: 'event', deliver: () => wire.handlers.event(type, data, meta) });
    }
  }

  #room(id: string) {
    return this.#rooms.get(id) ?? refuse('NOT_FOUND');
  }

  #log(channel: string): Log {
    const log = this.#logs.get(channel) ?? { epoch: 'e1', events: [], trimmed: 0 };
    this.#logs.set(channel, log);
    return log;
  }

  #head(channel: string): Position {
    const log = this.#log(channel);
    return { epoch: log.epoch, seq: log.trimmed + log.events.length };
  }

  #at(): string {
    return new Date(this.#now()).toISOString();
  }
}

/** People are named by their ids, which are their names. */
function mentionsIn(content: string): Pick<Message, 'mentions'> {
  const names = [...content.matchAll(/@(\w+)/g)].map(([, name = '']) => name);
  return names.length === 0 ? {} : { mentions: { users: names, names } };
}
