/**
 * The way out of one Engine.IO connection, shared by its namespace sockets. Everything this door sends passes
 * here, so one rule keeps the order: straight to TCP while nothing waits above it, else the library's way. What is
 * sent in one turn of the event loop (an answer and the event it caused) leaves in one write at its end.
 */
import type { ServerResponse } from 'node:http';
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
  readonly #members = new Set<Member>();
  /** Sent in this turn; leaves before anything else may. */
  #held: Outgoing[] = [];
  /** Bytes in the engine's write buffer, kept as they come and go: adding them up each time would be quadratic. */
  #bufferedBytes = 0;
  #poll: ServerResponse | null = null;
  #closing = false;

  constructor(conn: EngineConnection, handshake: Handshake, clock: Clock, turnEnd: TurnEnd) {
    this.#conn = conn;
    this.handshake = handshake;
    this.#clock = clock;
    this.#turnEnd = turnEnd;
    // Emitted before the packet joins the engine's buffer: what was sent earlier goes ahead of it.
    conn.on('packetCreate', (packet: { data?: unknown }) => {
      this.release();
      if (typeof packet.data === 'string') this.#bufferedBytes += Buffer.byteLength(packet.data);
    });
    conn.on('flush', () => {
      this.#bufferedBytes = 0;
      this.#poll = pendingPoll(conn);
    });
    conn.once('close', () => this.#ended());
  }

  get open(): boolean {
    return this.#conn.readyState === 'open';
  }

  join(member: Member): void {
    this.#members.add(member);
  }

  leave(member: Member): void {
    this.#members.delete(member);
  }

  send(packets: Outgoing): void {
    if (this.#conn.readyState !== 'open') return;
    if (this.#held.push(packets) === 1) this.#turnEnd.add(this);
  }

  /** Lets go of what this turn sent, in order. */
  release(): void {
    const held = this.#held;
    if (held.length === 0) return;
    this.#held = [];
    const socket = directSocket(this.#conn);
    if (socket) writeAll(held, socket);
    else for (const { texts } of held) for (const text of texts) this.#conn.write(text);
  }

  queuedBytes(): number {
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
    if (this.#members.size === 0) this.#clock.after(CLOSE_GRACE_MS, () => this.#closeUnused());
  }

  #closeUnused(): void {
    if (this.#members.size > 0 || !this.open) return;
    this.release();
    this.#conn.close();
    this.#abortLater();
  }

  /** A peer that reads nothing would hold what waits for it until TCP gives up. */
  #abortLater(): void {
    this.#clock.after(CLOSE_GRACE_MS, () => abort(this.#conn));
  }

  #heldBytes(): number {
    let bytes = 0;
    for (const { size } of this.#held) bytes += size;
    return bytes;
  }

  #pollBytes(): number {
    if (this.#poll?.writableFinished) this.#poll = null;
    return this.#poll?.socket?.writableLength ?? 0;
  }

  #ended(): void {
    this.#held = [];
    this.#poll = null;
    for (const member of [...this.#members]) member.ended();
    this.#members.clear();
  }
}

/** One write, whatever it is made of. */
function writeAll(held: readonly Outgoing[], socket: Writable): void {
  const [only] = held;
  if (only && held.length === 1) {
    only.writeTo(socket);
    return;
  }
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
