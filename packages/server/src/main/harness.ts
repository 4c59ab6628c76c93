/** Test support: the whole server on a free port with throw-away data, and people who use its real doors. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { InProcessHub } from '../adapters/bus/inprocess/bus.ts';
import type { Clock } from '../kernel/index.ts';
import type { Env } from '../platform/feature.ts';
import type { Logger } from '../platform/logging.ts';
import { type RunningServer, startServer } from './compose.ts';

export const PASSWORD = 'correct horse battery';

/** Nothing is limited unless a test says so. */
const UNLIMITED = Object.fromEntries(
  ['COMMANDS', 'SIGNALS', 'STROKES', 'CONNECTIONS'].flatMap((kind) => [
    [`LIMIT_${kind}_PER_SECOND`, '0'],
    [`LIMIT_${kind}_BURST`, '0'],
  ]),
);

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // A test says what it expects of it.
  readonly body: Record<string, unknown>;
}

export interface Ask {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly ok: boolean;
  readonly data?: Record<string, unknown>;
  readonly error?: { code: string; message: string; retryable: boolean; retryAfterMs?: number };
}

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly token: string;
  ask(method: string, path: string, ask?: Omit<Ask, 'token'>): Promise<Answered>;
  /** Connects a stock client; rejects with the `connect_error`. */
  dial(namespace?: string, options?: Parameters<typeof io>[1]): Promise<Socket>;
}

export interface TestServer {
  readonly running: RunningServer;
  readonly url: string;
  readonly dataDir: string;
  /** What the server logged as an error. */
  readonly errors: object[];
  ask(method: string, path: string, ask?: Ask): Promise<Answered>;
  dial(namespace: string, options?: Parameters<typeof io>[1]): Promise<Socket>;
  register(username: string): Promise<Person>;
  /** A person known from another node, on this one. */
  known(person: Person): Person;
  /** Made at first start. */
  owner(): Promise<Person>;
  close(): Promise<void>;
}

/** Nodes of one deployment share `hub`, their database and JWT_SECRET. */
export async function testServer(env: Env = {}, hub?: InProcessHub, clock?: Clock): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-server-'));
  const errors: object[] = [];
  const log: Logger = { info: () => {}, warn: () => {}, error: (fields) => errors.push(fields) };
  const running = await startServer({
    log,
    ...(hub && { hub }),
    ...(clock && { clock }),
    env: {
      ...UNLIMITED,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      REGISTRATION: 'open',
      OWNER_USERNAME: 'olga',
      OWNER_EMAIL: 'olga@example.org',
      OWNER_PASSWORD: PASSWORD,
      ...env,
    },
  });
  const { url } = running;
  const sockets: Socket[] = [];

  async function ask(
    method: string,
    path: string,
    { token, body, headers = {} }: Ask = {},
  ): Promise<Answered> {
    const reply = await fetch(url + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    const json = reply.headers.get('content-type')?.includes('json') && text !== '';
    return { status: reply.status, headers: reply.headers, body: json ? JSON.parse(text) : { text } };
  }

  async function dial(namespace: string, options: Parameters<typeof io>[1] = {}): Promise<Socket> {
    const socket = io(url + namespace, { forceNew: true, transports: ['websocket'], ...options });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('connect_error', reject);
    });
    return socket;
  }

  function person({ body }: Answered): Person {
    // The contract of signing in.
    const { user, accessToken: token } = body as {
      user: { id: string; username: string };
      accessToken: string;
    };
    return known({ ...user, token });
  }

  function known({ id, username, token }: Pick<Person, 'id' | 'username' | 'token'>): Person {
    return {
      id,
      username,
      token,
      ask: (method, path, given = {}) => ask(method, path, { ...given, token }),
      dial: (namespace = '/', options = {}) => dial(namespace, { auth: { token }, ...options }),
    };
  }

  return {
    running,
    url,
    dataDir,
    errors,
    ask,
    dial,
    register: async (username) => {
      const body = { username, email: `${username}@example.org`, password: PASSWORD };
      return person(await ask('POST', '/api/auth/register', { body }));
    },
    known,
    owner: async () =>
      person(await ask('POST', '/api/auth/login', { body: { login: 'olga', password: PASSWORD } })),
    close: async () => {
      for (const socket of sockets) socket.disconnect();
      await running.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** What a command over a socket was answered. */
export async function command(socket: Socket, name: string, payload: unknown): Promise<Answer> {
  return socket.timeout(10_000).emitWithAck(name, payload);
}
