/** Puts the doors on one port: REST, tus, Socket.IO, health, the reference and the web app. */
import { fileURLToPath } from 'node:url';
import type { FeatureContract } from '@parley/contract/kernel/define';
import { FEATURES as CONTRACTS } from '@parley/contract/registry';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openSocketIo, type SocketIoDoor } from '../adapters/transport/socketio/door.ts';
import { tusDoor } from '../adapters/transport/tus/door.ts';
import type { Clock, Kernel, Uploads } from '../kernel/index.ts';
import type { Authenticator } from '../platform/auth/authenticator.ts';
import type { ListenConfig } from '../platform/config/server.ts';
import { addressOf, plain, trustOf } from '../platform/http/address.ts';
import { bearer } from '../platform/http/bearer.ts';
import { mountCommands } from '../platform/http/commands.ts';
import { mountDocuments } from '../platform/http/documents.ts';
import { type Health, mountHealth } from '../platform/http/health.ts';
import type { HttpRoute } from '../platform/http/route.ts';
import { mountRoutes } from '../platform/http/routes.ts';
import { createHttp } from '../platform/http/server.ts';
import type { StreamRoute } from '../platform/http/stream-route.ts';
import { mountStreams } from '../platform/http/streams.ts';
import { serveWeb } from '../platform/http/web.ts';
import type { Logger } from '../platform/logging.ts';
import type { Configuration } from './configuration.ts';

/** The same distance from `src/main` and from `dist/main`. */
const WEB = fileURLToPath(new URL('../../../web/dist', import.meta.url));
const DOCUMENTS = fileURLToPath(new URL('../../../contract/generated', import.meta.url));

const FEATURES: readonly FeatureContract[] = CONTRACTS;
const COMMANDS = FEATURES.flatMap(({ commands }) => commands);
const EVENTS = FEATURES.flatMap(({ events }) => events);
const NAMESPACES = [...new Set([...COMMANDS, ...EVENTS].flatMap(({ namespaces }) => namespaces))];

export interface DoorOptions {
  readonly config: Configuration;
  readonly kernel: Kernel;
  readonly clock: Clock;
  readonly log: Logger;
  readonly authenticator: Authenticator;
  readonly routes: readonly HttpRoute[];
  readonly streams: readonly StreamRoute[];
  readonly uploads: Uploads;
  readonly health: Health;
  draining(): boolean;
  /** Whether other nodes may serve the same people. */
  readonly others: boolean;
}

export interface Doors {
  readonly http: FastifyInstance;
  readonly sockets: SocketIoDoor;
  /** The address people can open, once listening. */
  listen(): Promise<string>;
}

export async function openDoors(options: DoorOptions): Promise<Doors> {
  const { config, kernel, clock, log, authenticator, draining, others } = options;
  const { listen, tls, limits, liveness } = config;
  const trust = trustOf(listen.TRUST_PROXY);
  const http = await createHttp({
    log,
    maxBodyBytes: limits.maxFrameBytes,
    trust,
    corsOrigins: listen.CORS_ORIGINS,
    tls,
    draining,
  });
  const authenticate = bearer(authenticator);
  const address = (request: FastifyRequest) => plain(request.ip);
  mountHealth(http, options.health);
  mountRoutes(http, { routes: options.routes, authenticate, addressOf: address });
  mountCommands(http, { kernel, commands: COMMANDS, authenticate, addressOf: address });
  await mountStreams(http, {
    routes: options.streams,
    doors: [tusDoor({ kernel, uploads: options.uploads, path: '/api/files/tus' })],
    authenticator,
    addressOf: address,
  });
  mountDocuments(http, DOCUMENTS);
  await serveWeb(http, WEB);
  await http.ready();

  const sockets = openSocketIo({
    server: http.server,
    kernel,
    clock,
    authenticate: (token) => authenticator.authenticate(token),
    addressOf: (request) => addressOf(request, trust),
    commands: COMMANDS,
    namespaces: NAMESPACES,
    maxFrameBytes: limits.maxFrameBytes,
    pingIntervalMs: liveness.pingIntervalMs,
    pingTimeoutMs: liveness.pingTimeoutMs,
    corsOrigins: listen.CORS_ORIGINS,
    accepting: () => !draining(),
    shared: others && listen.TRUST_PROXY !== undefined,
    onFault: (what, cause) => log.error({ err: cause }, what),
  });
  return { http, sockets, listen: () => startListening(http, listen, tls !== null) };
}

/** Connections that may wait to be taken in: when a node goes, everybody comes at once. The system may allow fewer. */
const BACKLOG = 4096;

async function startListening(http: FastifyInstance, config: ListenConfig, secure: boolean): Promise<string> {
  const { PORT: port } = config;
  // `localhost` would make Fastify open a second server that knows nothing of sockets.
  const host = config.HOST === 'localhost' ? '127.0.0.1' : config.HOST;
  if (host !== undefined) await http.listen({ port, host, backlog: BACKLOG });
  else await listenEverywhere(http, port);
  const address = http.server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  const everywhere = host === undefined || host === '::' || host === '0.0.0.0' || host === '127.0.0.1';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `${secure ? 'https' : 'http'}://${name}:${actual}`;
}

/** On both versions of IP, or on the fourth alone where there is no sixth. */
async function listenEverywhere(http: FastifyInstance, port: number): Promise<void> {
  try {
    await http.listen({ port, host: '::', backlog: BACKLOG });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code !== 'EAFNOSUPPORT' && code !== 'EADDRNOTAVAIL') throw cause;
    await http.listen({ port, host: '0.0.0.0', backlog: BACKLOG });
  }
}
