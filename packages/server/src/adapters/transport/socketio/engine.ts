/**
 * What lies beneath a Socket.IO connection: Engine.IO's transport and ws's sender. Their types keep these
 * parts private, so this is the one place that looks at them, and it checks each before trusting it: should a
 * release change them, frames go the library's own way and only speed is lost.
 */
import type { ServerResponse } from 'node:http';
import { Socket as NetSocket } from 'node:net';
import type { Server, Socket as SocketIoSocket } from 'socket.io';

export type EngineConnection = SocketIoSocket['conn'];

interface WebSocketParts {
  readonly readyState?: number;
  readonly bufferedAmount?: number;
  readonly _socket?: unknown;
  readonly _sender?: { readonly _queue?: { readonly length: number }; readonly _state?: number };
  terminate?(): void;
}

interface TransportParts {
  /** Of a WebSocket transport. */
  readonly socket?: WebSocketParts;
  /** Of a polling transport while a poll waits or is being answered. */
  readonly res?: ServerResponse | null;
}

interface EngineParts {
  readonly clients?: Readonly<Record<string, unknown>>;
}

interface ConnectionParts {
  readonly writeBuffer?: { readonly length: number };
}

const WS_OPEN = 1;
const SENDER_IDLE = 0;

// The casts below are to optional properties only: every one is checked before it is used.
const transportParts = (conn: EngineConnection) => conn.transport as unknown as TransportParts;
const connectionParts = (conn: EngineConnection) => conn as unknown as ConnectionParts;

/**
 * The TCP socket frames may be written to, or null. It is given only while nothing handed over earlier waits
 * anywhere above it: else A, B, C would arrive as A, C, B.
 */
export function directSocket(conn: EngineConnection): NetSocket | null {
  const { transport } = conn;
  if (transport.name !== 'websocket' || conn.upgrading || conn.readyState !== 'open' || !transport.writable) {
    return null;
  }
  if (connectionParts(conn).writeBuffer?.length !== 0) return null;
  const ws = transportParts(conn).socket;
  if (ws?.readyState !== WS_OPEN) return null;
  const sender = ws._sender;
  if (sender?._queue?.length !== 0 || sender._state !== SENDER_IDLE) return null;
  const socket = ws._socket;
  return socket instanceof NetSocket && socket.writable ? socket : null;
}

/** Whether it exchanges messages over a new request each time. */
export function isPolling({ transport }: EngineConnection): boolean {
  return transport.name === 'polling';
}

/** Whether the engine has the connection; true where it does not say, so that it answers itself. */
export function hasConnection(engine: Server['engine'], sid: string): boolean {
  const { clients } = engine as unknown as EngineParts;
  return clients === undefined || Object.hasOwn(clients, sid);
}

/** Bytes ws and TCP hold for this connection; 0 on polling. */
export function transportBytes(conn: EngineConnection): number {
  return transportParts(conn).socket?.bufferedAmount ?? 0;
}

/** The poll that is about to carry what the engine flushes. */
export function pendingPoll(conn: EngineConnection): ServerResponse | null {
  return transportParts(conn).res ?? null;
}

/** Ends the connection now, whatever still waits. */
export function abort(conn: EngineConnection): void {
  const ws = transportParts(conn).socket;
  conn.close(true);
  ws?.terminate?.();
}
