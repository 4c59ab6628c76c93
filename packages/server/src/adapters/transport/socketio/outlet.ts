/**
 * The way out of one Engine.IO connection, shared by its namespace sockets. Everything this door sends passes
 * here, so one rule keeps the order: straight to TCP while nothing waits above it, else the library's way. What is
 * sent in one turn of the event loop (an answer and the event it caused) leaves in one write at its end.
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import type { Closing } from '@parley/contract/kernel/closing';
import type { Clock } from '../../../kernel/index.ts';
import { abort, directSocket, type EngineConnection, pendingPoll, transportBytes } from './engine.ts';
import type { Outgoing } from './outgoing.ts';
import type { TurnEnd } from './turn-end.ts';

/** How long a peer that was told to go may take to read it and leave. */
const CLOSE_GRACE_MS = 5_000;

/** A namespace socket of the connection. */
export interface Member {
  announce(closing: Closing): void;
  ended(): void;
}

/** A packet of the engine's own making. */
export interface CreatedPacket {
  readonly data?: unknown;
}

/** What the handshake said; the request itself is let go, for its memory. */
export interface Handshake {
  readonly authorization: string | undefined;
  readonly address: string;
}

export class Outlet {
  readonly handshake: Handshake;
  readonly #conn: EngineConnection;
  readonly #clock: Clock;
  readonly #turnEnd: TurnEnd;
  /** Mostly one. */
  #members: readonly Member[] = [];
  /** Sent in this turn; leaves before anything else may. Mostly it is one thing, which then needs no list. */
  #first: Outgoing | null = null;
  #others: Outgoing[] | null = null;
  /**
   * The TCP socket, while nothing waits above it: what was true once stays so until the library makes a packet. A delivery to
   * many then touches two objects of each connection instead of a dozen.
   */
  #direct: Socket | null = null;
  /** Bytes in the engine's write buffer, kept as they come and go: adding them up each time would be quadratic. */
  #bufferedBytes = 0;
  #poll: ServerResponse | null = null;
  #closing = false;

  constructor(conn: EngineConnection, handshake: Handshake, clock: Clock, turnEnd: TurnEnd) {
    this.#conn = conn;
    this.handshake = handshake;
    this.#clock = clock;
    this.#turnEnd = turnEnd;
  }

  /** To be called before a packet joins the engine's buffer: what was sent earlier goes ahead of it. */
  created({ data }: CreatedPacket): void {
    this.release();
    this.#direct = null;
    if (typeof data === 'string') this.#bufferedBytes += Buffer.byteLength(data);
  }

  /** To be called before the engine hands its buffer to the transport. */
  flushed(): void {
    this.#bufferedBytes = 0;
    this.#poll = pendingPoll(this.#conn);
  }

  /** To be called when the connection closed. */
  ended(): void {
    this.#first = null;
    this.#others = null;
    this.#direct = null;
    this.#poll = null;
    const members = this.#members;
    this.#members = [];
    for (const member of members) member.ended();
  }

  get open(): boolean {
    return this.#conn.readyState === 'open';
  }

  join(member: Member): void {
    this.#members = this.#members.concat(member);
  }

  leave(member: Member): void {
    this.#members = this.#members.filter((other) => other !== member);
  }

  send(packets: Outgoing): void {
    if (this.#conn.readyState !== 'open') return;
    if (this.#first === null) {
      this.#first = packets;
      this.#turnEnd.add(this);
    } else {
      this.#others ??= [];
      this.#others.push(packets);
    }
  }

  /** Lets go of what this turn sent, in order. */
  release(): void {
    const first = this.#first;
    if (first === null) return;
    const others = this.#others;
    this.#first = null;
    this.#others = null;
    const socket = this.#directSocket();
    if (!socket) this.#writeTexts(others === null ? [first] : [first, ...others]);
    else if (others === null) first.writeTo(socket);
    else writeAll([first, ...others], socket);
  }

  queuedBytes(): number {
    const direct = this.#direct;
    if (direct !== null) return this.#heldBytes() + direct.writableLength;
    return this.#heldBytes() + this.#bufferedBytes + transportBytes(this.#conn) + this.#pollBytes();
  }

  /** Ends the transport, so that stock clients come back; every namespace socket on it is told first. */
  close(closing: Closing): void {
    if (this.#closing || !this.open) return;
    this.#closing = true;
    for (const member of this.#members) member.announce(closing);
    this.release();
    this.#conn.close();
    this.#abortLater();
  }

  /** After a namespace was ended: a transport that carries none any more has no business here. */
  closeIfUnused(): void {
    if (this.#members.length === 0) this.#clock.after(CLOSE_GRACE_MS, () => this.#closeUnused());
  }

  #closeUnused(): void {
    if (this.#members.length > 0 || !this.open) return;
    this.release();
    this.#conn.close();
    this.#abortLater();
  }

  /** A peer that reads nothing would hold what waits for it until TCP gives up. */
  #abortLater(): void {
    this.#clock.after(CLOSE_GRACE_MS, () => abort(this.#conn));
  }

  #directSocket(): Socket | null {
    const known = this.#direct;
    if (known?.writable && this.#conn.readyState === 'open') return known;
    this.#direct = directSocket(this.#conn);
    return this.#direct;
  }

  #writeTexts(held: readonly Outgoing[]): void {
    for (const { texts } of held) for (const text of texts) this.#conn.write(text);
  }

  #heldBytes(): number {
    if (this.#first === null) return 0;
    let bytes = this.#first.size;
    for (const { size } of this.#others ?? []) bytes += size;
    return bytes;
  }

  #pollBytes(): number {
    if (this.#poll?.writableFinished) this.#poll = null;
    return this.#poll?.socket?.writableLength ?? 0;
  }
}

/** One write, whatever it is made of. */
function writeAll(held: readonly Outgoing[], socket: Writable): void {
  if (held.every(isCopied)) {
    socket.write(joined(held));
    return;
  }
  socket.cork();
  for (const each of held) each.writeTo(socket);
  socket.uncork();
}

type Copied = Outgoing & { writeFrames: NonNullable<Outgoing['writeFrames']> };

const isCopied = (outgoing: Outgoing): outgoing is Copied => outgoing.writeFrames !== undefined;

function joined(held: readonly Copied[]): Buffer {
  const all = Buffer.allocUnsafe(held.reduce((sum, { frameBytes }) => sum + frameBytes, 0));
  held.reduce((offset, packets) => packets.writeFrames(all, offset), 0);
  return all;
}
