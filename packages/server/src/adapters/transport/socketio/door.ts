/**
 * The Socket.IO door. Namespaces are views of one kernel: each namespace socket is a session, and every event
 * a client sends is a command.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { CommandContract } from '@parley/contract/kernel/define';
import { type WireError, wireError } from '@parley/contract/kernel/errors';
import { type ExtendedError, type Namespace, Server, type Socket } from 'socket.io';
import {
  type Clock,
  type Json,
  jsonText,
  type Kernel,
  Refused,
  type Session,
} from '../../../kernel/index.ts';
import { admission } from './admission.ts';
import { SocketConnection } from './connection.ts';
import { type EngineConnection, hasConnection, isPolling } from './engine.ts';
import { Lines } from './lines.ts';
import { Outlet } from './outlet.ts';
import { PacketCodec } from './packets.ts';
import { Decoder, Encoder, PreparedAnswer } from './parser.ts';
import { bearerToken } from './token.ts';
import { TurnEnd } from './turn-end.ts';
import { trackUpgraded } from './upgraded.ts';

export interface SocketIoOptions {
  readonly server: HttpServer;
  readonly kernel: Pick<Kernel, 'open'>;
  readonly clock: Clock;
  /** Whose token this is, or null. */
  authenticate(token: string): Promise<{ readonly userId: string; readonly loginId: string } | null>;
  /** The client's address, after trusted proxies. */
  addressOf(request: IncomingMessage): string;
  readonly commands: readonly Pick<CommandContract, 'name' | 'namespaces'>[];
  /** Besides `/`, which accepts everything. */
  readonly namespaces: readonly string[];
  readonly maxFrameBytes: number;
  readonly pingIntervalMs: number;
  readonly pingTimeoutMs: number;
  /** Origins of other sites whose pages may connect; null lets every one. */
  readonly corsOrigins: readonly string[] | null;
  /** False while the node goes: who is new is left to others, and a namespace that can't be joined any more ends its transport. */
  accepting(): boolean;
  /** Whether another node, asked by a proxy in front, may have a session that this one does not have. */
  readonly shared: boolean;
  /** What failed without the client being told why. */
  onFault(what: string, cause: unknown): void;
}

export interface SocketIoDoor {
  /** Live sessions by namespace, and engine connections. */
  counts(): { readonly sessions: ReadonlyMap<string, number>; readonly connections: number };
  /** Resolves when no connection is left, or none that needs the port, to be called once nobody new comes. */
  gone(which: 'all' | 'polling'): Promise<void>;
  /** Ends every connection in the way that makes clients come back. */
  close(): Promise<void>;
}

/** A client that has joined no namespace by then is let go. */
const JOIN_TIMEOUT_MS = 20_000;

export function openSocketIo(options: SocketIoOptions): SocketIoDoor {
  const io = new Server({
    parser: { Encoder, Decoder },
    perMessageDeflate: false,
    maxHttpBufferSize: options.maxFrameBytes,
    pingInterval: options.pingIntervalMs,
    pingTimeout: options.pingTimeoutMs,
    connectTimeout: JOIN_TIMEOUT_MS,
    serveClient: true,
    cors: {
      origin: options.corsOrigins === null ? '*' : [...options.corsOrigins],
      credentials: options.corsOrigins !== null,
    },
  });
  io.attach(options.server);
  io.engine.use(
    admission({
      accepting: () => options.accepting(),
      shared: options.shared,
      has: (sid) => hasConnection(io.engine, sid),
    }),
  );
  const upgraded = trackUpgraded(options.server, options.clock);

  const outlets = new WeakMap<EngineConnection, Outlet>();
  const turnEnd = new TurnEnd();
  const lines = new Lines();
  io.engine.on('connection', (conn: EngineConnection) => {
    const held: { request: IncomingMessage | null } = conn;
    const { request } = held;
    const authorization = request?.headers.authorization;
    const address = request ? options.addressOf(request) : conn.remoteAddress;
    lines.add(conn);
    outlets.set(conn, new Outlet(conn, { authorization, address }, options.clock, turnEnd));
    // Nothing reads it after the handshake, and it keeps headers and buffers of every connection alive.
    held.request = null;
  });

  for (const name of new Set(['/', ...options.namespaces])) serve(io.of(name), outlets, options);

  return {
    counts: () => ({
      sessions: new Map([...io._nsps].map(([name, namespace]) => [name, namespace.sockets.size])),
      connections: io.engine.clientsCount,
    }),
    gone: (which) => lines.gone((conn) => which === 'all' || isPolling(conn)),
    close: async () => {
      io.engine.close();
      await upgraded.ended();
      await Promise.all([...io._nsps.values()].map((namespace) => namespace.adapter.close()));
    },
  };
}

function serve(
  namespace: Namespace,
  outlets: WeakMap<EngineConnection, Outlet>,
  options: SocketIoOptions,
): void {
  const codec = new PacketCodec(namespace.name);
  const accepts = acceptedBy(namespace.name, options.commands);
  const opened = new WeakMap<Socket, SocketConnection>();

  namespace.use((socket, next) => {
    const outlet = outlets.get(socket.conn);
    if (!outlet) {
      next(refusal(wireError('UNAVAILABLE', 'The connection was lost. Try again.')));
      return;
    }
    open(socket, outlet, codec, accepts, options).then(
      (connection) => {
        opened.set(socket, connection);
        next();
      },
      (cause: unknown) => {
        if (!(cause instanceof Refused)) options.onFault('opening a session', cause);
        // Stock clients come back after a transport that ended, and never after a namespace that was refused.
        else if (!options.accepting() && cause.wire.retryable) socket.conn.close();
        next(
          refusal(
            cause instanceof Refused ? cause.wire : wireError('INTERNAL', 'Something went wrong. Try again.'),
          ),
        );
      },
    );
  });
  namespace.on('connection', (socket) => opened.get(socket)?.opened());
}

/** Refuses by throwing `Refused`. */
async function open(
  socket: Socket,
  outlet: Outlet,
  codec: PacketCodec,
  accepts: (command: string) => boolean,
  options: SocketIoOptions,
): Promise<SocketConnection> {
  const token = bearerToken(socket.handshake.auth, outlet.handshake.authorization);
  // A secret that was used has no reason to stay in memory.
  socket.handshake.auth = {};
  const login = await options.authenticate(token);
  if (!login) throw new Refused(wireError('UNAUTHENTICATED', 'Invalid token'));

  let session: Session | undefined;
  let ended = false;
  const connection = new SocketConnection(socket, outlet, codec, () => {
    ended = true;
    session?.disconnected();
  });
  try {
    session = await options.kernel.open({ ...login, address: outlet.handshake.address }, connection);
    // A login that ended while its session was being opened had no session to end yet (P6).
    if (!(await options.authenticate(token)))
      throw new Refused(wireError('UNAUTHENTICATED', 'Invalid token'));
  } catch (refused) {
    if (ended) session?.disconnected();
    else connection.ended();
    throw refused;
  }
  // The client may have left meanwhile; nobody else would end this session then.
  if (ended) session.disconnected();
  else if (!outlet.open) connection.ended();
  socket.on('disconnect', () => connection.ended());
  listen(socket, connection, session, accepts);
  return connection;
}

function listen(
  socket: Socket,
  connection: SocketConnection,
  session: Session,
  accepts: (command: string) => boolean,
): void {
  socket.use((event: readonly unknown[]) => {
    const [name, ...args] = event;
    const ack = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    // More than one argument is no object, so parsing refuses it as such.
    const payload = args.length > 1 ? args : args[0];
    const command = String(name);
    const respond = (json: Json, ok: boolean) => {
      if (typeof ack === 'function') ack(new PreparedAnswer(connection, json));
      else if (!ok) connection.push('error', unasked(json, command));
    };
    if (accepts(command)) session.execute(command, payload, respond);
    else respond(elsewhere(command, socket.nsp.name), false);
  });
}

/** `/` accepts every command, the others those that name them; what no feature knows is for the kernel to refuse. */
function acceptedBy(namespace: string, commands: SocketIoOptions['commands']): (command: string) => boolean {
  if (namespace === '/') return () => true;
  const others = commands.filter(({ namespaces }) => !namespaces.includes(namespace)).map(({ name }) => name);
  const refused = new Set(others);
  return (command) => !refused.has(command);
}

function elsewhere(command: string, namespace: string): string {
  const error = wireError('UNSUPPORTED', `${namespace} does not take ${command}: send it to /.`);
  return JSON.stringify({ ok: false, error });
}

/** The refusal of a command that asked for no acknowledgement: its error, and which command it was. */
function unasked(answer: Json, command: string): string {
  const { error } = JSON.parse(jsonText(answer)) as { error: WireError };
  return JSON.stringify({ ...error, command });
}

/** Becomes the client's `connect_error`. */
function refusal(error: WireError): ExtendedError {
  return Object.assign(new Error(error.message), { data: error });
}
