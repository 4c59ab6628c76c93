/**
 * What the libraries keep of a handshake for as long as the connection lasts, and this door never reads again, and how loosely
 * they keep the rest: for thousands that wait it is most of what they cost. Private parts are checked first: should a
 * release change them, only memory is lost.
 */
import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import type { EngineConnection } from './engine.ts';

interface ConnectionParts {
  request: unknown;
  cleanupFn?: unknown;
  readonly transport: { readonly name: string; readonly socket?: unknown };
}

interface SocketParts {
  handshake: unknown;
  acks?: unknown;
  fns?: unknown;
  readonly client?: { readonly decoder?: { readonly _callbacks?: { $decoded?: unknown } } };
}

interface EmitterParts {
  _events?: unknown;
}

const NO_HANDSHAKE = Object.freeze({ headers: {}, query: {}, auth: {} });
/** This door asks no client for an acknowledgement. */
const NO_ACKS: ReadonlyMap<number, unknown> = new Map();

/** Of a connection that was let in, or that took another transport. */
export function dropLeftovers(conn: EngineConnection): void {
  // Parts of it are private, and each is checked before it is used.
  const parts = conn as unknown as ConnectionParts;
  parts.request = null;
  const { transport } = parts;
  if (transport.name !== 'websocket') return;
  const { socket: ws } = transport;
  if (transport instanceof EventEmitter) {
    // For headers of answers to polls.
    transport.removeAllListeners('headers');
    compact(transport);
  }
  if (ws instanceof EventEmitter) {
    // Until the transport had a listener of its own.
    for (const listener of ws.listeners('error')) {
      if (listener.name === 'onUpgradeError') ws.off('error', listener as () => void);
    }
    compact(ws);
  }
  parts.cleanupFn = fitted(parts.cleanupFn);
  if (conn instanceof EventEmitter) compact(conn);
}

/** Of a namespace socket that is connected and listened to. */
export function dropSocketLeftovers(socket: Socket): void {
  const parts = socket as unknown as SocketParts;
  parts.handshake = NO_HANDSHAKE;
  if (parts.acks instanceof Map && parts.acks.size === 0) parts.acks = NO_ACKS;
  parts.fns = fitted(parts.fns);
  const callbacks = parts.client?.decoder?._callbacks;
  if (callbacks) callbacks.$decoded = fitted(callbacks.$decoded);
  if (socket instanceof EventEmitter) compact(socket);
}

/** An array that was pushed to has room for sixteen more. */
function fitted(value: unknown): unknown {
  return Array.isArray(value) ? value.slice() : value;
}

const NO_NAMES: object = Object.freeze(Object.create(null));

/** These end an emitter here, so they come once whoever listens. */
const LAST_EVENTS: ReadonlySet<string | symbol> = new Set(['close', 'error']);

/**
 * Node keeps listeners in a dictionary, which takes several times as much as an object with as many properties, and wraps
 * each that is to be called once in two objects.
 */
function compact(emitter: EventEmitter): void {
  const parts = emitter as unknown as EmitterParts;
  if (typeof parts._events !== 'object') return;
  const events: Record<string | symbol, unknown> = Object.create(NO_NAMES);
  for (const name of emitter.eventNames()) {
    const listeners = LAST_EVENTS.has(name) ? emitter.listeners(name) : emitter.rawListeners(name);
    events[name] = listeners.length === 1 ? listeners[0] : listeners;
  }
  parts._events = events;
}
