/** Test support: the door on a real HTTP server, with a kernel that only records what reaches it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WireError, wireError } from '@parley/contract/kernel/errors';
import {
  type Caller,
  type Clock,
  type Connection,
  Refused,
  type Respond,
  type Session,
} from '../../../kernel/index.ts';
import { openSocketIo, type SocketIoDoor, type SocketIoOptions } from './door.ts';

export interface Executed {
  readonly command: string;
  readonly payload: unknown;
  readonly respond: Respond;
}

/** One session the recording kernel opened. */
export interface Recorded {
  readonly caller: Caller;
  readonly connection: Connection;
  readonly executed: Executed[];
  disconnected: number;
}

export interface Harness {
  readonly url: string;
  readonly server: Server;
  readonly door: SocketIoDoor;
  readonly sessions: Recorded[];
  readonly faults: unknown[];
  /** Answers every command from now on; until then commands wait in `executed`. */
  onExecute: ((session: Recorded, executed: Executed) => void) | null;
  /** Called while the kernel opens a session. */
  onOpen: ((session: Recorded) => void) | null;
  /** False leaves new transports to others. */
  accepting: boolean;
  /** Refuses every new session with it. */
  refuse: WireError | null;
  close(): Promise<void>;
}

export const realClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs).unref();
    return () => clearTimeout(timer);
  },
};

/** `good:<user>` is a valid token of that user. */
export async function openHarness(options: Partial<SocketIoOptions> = {}): Promise<Harness> {
  const server = createServer((_request, reply) => reply.writeHead(404).end());
  const sessions: Recorded[] = [];
  const faults: unknown[] = [];

  const open = async (caller: Caller, connection: Connection): Promise<Session> => {
    if (harness.refuse) throw new Refused(harness.refuse);
    const recorded: Recorded = { caller, connection, executed: [], disconnected: 0 };
    sessions.push(recorded);
    harness.onOpen?.(recorded);
    return {
      id: String(sessions.length),
      userId: caller.userId,
      execute: (command, payload, respond) => {
        const executed = { command, payload, respond };
        recorded.executed.push(executed);
        harness.onExecute?.(recorded, executed);
      },
      disconnected: () => {
        recorded.disconnected++;
      },
    };
  };

  const door = openSocketIo({
    server,
    kernel: { open },
    clock: realClock,
    authenticate: async (token) => {
      const [kind, userId] = token.split(':');
      return kind === 'good' && userId ? { userId, loginId: `login-${userId}` } : null;
    },
    addressOf: (request) => request.socket.remoteAddress ?? '',
    commands: [
      { name: 'test:everywhere', namespaces: ['/test'] },
      { name: 'test:root-only', namespaces: [] },
    ],
    namespaces: ['/test'],
    maxFrameBytes: 1_048_576,
    pingIntervalMs: 10_000,
    pingTimeoutMs: 8_000,
    corsOrigins: [],
    accepting: () => harness.accepting,
    shared: false,
    onFault: (_what, cause) => faults.push(cause),
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const harness: Harness = {
    url: `http://127.0.0.1:${port}`,
    server,
    door,
    sessions,
    faults,
    onExecute: null,
    onOpen: null,
    accepting: true,
    refuse: null,
    close: async () => {
      await door.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return harness;
}

export const RATE_LIMITED = wireError('RATE_LIMITED', 'Too many connections.', { retryAfterMs: 1200 });
