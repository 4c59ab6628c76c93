/**
 * The way out of one Engine.IO connection, shared by its namespace sockets. Everything this door sends passes
 * here, so one rule keeps the order: straight to TCP while nothing waits above it, else the library's way.
 */
import type { ServerResponse } from 'node:http';
import type { Closing } from '@parley/contract/kernel/closing';
import type { Clock } from '../../../kernel/index.ts';
import { abort, directSocket, type EngineConnection, pendingPoll, transportBytes } from './engine.ts';
import type { Packets } from './packets.ts';

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
  readonly #members = new Set<Member>();
  /** Bytes in the engine's write buffer, kept as they come and go: adding them up each time would be quadratic. */
  #bufferedBytes = 0;
  #poll: ServerResponse | null = null;
  #closing = false;

  constructor(conn: EngineConnection, handshake: Handshake, clock: Clock) {
    this.#conn = conn;
    this.handshake = handshake;
    this.#clock = clock;
    conn.on('packetCreate', (packet: { data?: unknown }) => {
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

  send(packets: Packets): void {
    if (this.#conn.readyState !== 'open') return;
    const socket = directSocket(this.#conn);
    if (socket) socket.write(packets.frames);
    else for (const text of packets.texts) this.#conn.write(text);
  }

  queuedBytes(): number {
    return this.#bufferedBytes + transportBytes(this.#conn) + this.#pollBytes();
  }

  /** Ends the transport, so that stock clients come back; every namespace socket on it is told first. */
  close(closing: Closing): void {
    if (this.#closing || !this.open) return;
    this.#closing = true;
    for (const member of this.#members) member.announce(closing);
    this.#conn.close();
    this.#abortLater();
  }

  /** After a namespace was ended: a transport that carries none any more has no business here. */
  closeIfUnused(): void {
    if (this.#members.size === 0) this.#clock.after(CLOSE_GRACE_MS, () => this.#closeUnused());
  }

  #closeUnused(): void {
    if (this.#members.size > 0 || !this.open) return;
    this.#conn.close();
    this.#abortLater();
  }

  /** A peer that reads nothing would hold what waits for it until TCP gives up. */
  #abortLater(): void {
    this.#clock.after(CLOSE_GRACE_MS, () => abort(this.#conn));
  }

  #pollBytes(): number {
    if (this.#poll?.writableFinished) this.#poll = null;
    return this.#poll?.socket?.writableLength ?? 0;
  }

  #ended(): void {
    this.#poll = null;
    for (const member of [...this.#members]) member.ended();
    this.#members.clear();
  }
}
