/**
 * The Socket.IO door. Namespaces are views of one kernel: each namespace socket is a session, and every event
 * a client sends is a command.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { CommandContract } from '@parley/contract/kernel/define';
import { type WireError, wireError } from '@parley/contract/kernel/errors';
import { type ExtendedError, type Namespace, Server, type Socket } from 'socket.io';
import { type Clock, type Json, jsonText, type Kernel, Refused } from '../../../kernel/index.ts';
import { admission } from './admission.ts';
import { SocketConnection } from './connection.ts';
import { type EngineConnection, hasConnection, isPolling } from './engine.ts';
import { FrugalWebSocketServer } from './frugal-web-socket.ts';
import { dropLeftovers, dropSocketLeftovers } from './leftovers.ts';
import { Lines } from './lines.ts';
import { Outlet } from './outlet.ts';
import { PacketCodec } from './packets.ts';
import { Decoder, Encoder, PreparedAnswer } from './parser.ts';
import { Roomless } from './roomless.ts';
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
    adapter: Roomless,
    wsEngine: FrugalWebSocketServer,
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

  const turnEnd = new TurnEnd();
  const lines = new Lines();
  io.engine.on('connection', (conn: EngineConnection) => {
    const { request }: { request: IncomingMessage | null } = conn;
    const authorization = request?.headers.authorization;
    const address = request ? options.addressOf(request) : conn.remoteAddress;
    lines.add(conn, new Outlet(conn, { authorization, address }, options.clock, turnEnd));
    dropLeftovers(conn);
    if (isPolling(conn)) conn.once('upgrade', () => dropLeftovers(conn));
  });
  // Of every connection: each emits it too, to listeners of its own.
  io.engine.on('flush', (conn: EngineConnection) => lines.of(conn)?.flushed());

  for (const name of new Set(['/', ...options.namespaces])) serve(io.of(name), lines, options);

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

function serve(namespace: Namespace, lines: Lines, options: SocketIoOptions): void {
  const codec = new PacketCodec(namespace.name);
  const accepts = acceptedBy(namespace.name, options.commands);

  namespace.use((socket, next) => {
    const outlet = lines.of(socket.conn);
    if (!outlet) {
      next(refusal(wireError('UNAVAILABLE', 'The connection was lost. Try again.')));
      return;
    }
    open(socket, outlet, codec, accepts, options).then(
      (connection) => {
        socket.data = connection;
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
  namespace.on('connection', (socket) => {
    connectionOf(socket)?.opened();
    dropSocketLeftovers(socket);
  });
}

/** Null until its session was opened. */
function connectionOf({ data }: { readonly data: unknown }): SocketConnection | null {
  return data instanceof SocketConnection ? data : null;
}

function onDisconnect(this: Socket): void {
  connectionOf(this)?.ended();
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

  const connection = new SocketConnection(socket, outlet, codec);
  try {
    // Written out: V8 gives an object made by spreading a shape of its own, four times its size.
    const caller = { userId: login.userId, loginId: login.loginId, address: outlet.handshake.address };
    connection.serve(await options.kernel.open(caller, connection));
    // A login that ended while its session was being opened had no session to end yet (P6).
    if (!(await options.authenticate(token)))
      throw new Refused(wireError('UNAUTHENTICATED', 'Invalid token'));
  } catch (refused) {
    connection.ended();
    throw refused;
  }
  if (!outlet.open) connection.ended();
  socket.on('disconnect', onDisconnect);
  listen(socket, connection, accepts);
  return connection;
}

function listen(socket: Socket, connection: SocketConnection, accepts: (command: string) => boolean): void {
  const namespace = socket.nsp.name;
  socket.use((event: readonly unknown[]) => execute(connection, namespace, accepts, event));
}

function execute(
  connection: SocketConnection,
  namespace: string,
  accepts: (command: string) => boolean,
  event: readonly unknown[],
): void {
  const [name, ...args] = event;
  const ack = typeof args.at(-1) === 'function' ? args.pop() : undefined;
  // More than one argument is no object, so parsing refuses it as such.
  const payload = args.length > 1 ? args : args[0];
  const command = String(name);
  const respond = (json: Json, ok: boolean) => {
    if (typeof ack === 'function') ack(new PreparedAnswer(connection, json));
    else if (!ok) connection.push('error', unasked(json, command));
  };
  if (accepts(command)) connection.session?.execute(command, payload, respond);
  else respond(elsewhere(command, namespace), false);
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
