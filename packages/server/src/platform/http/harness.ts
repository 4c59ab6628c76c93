/** The HTTP door without a server behind it: a few commands and routes, and a kernel that answers as the test says. */
import { type CommandContract, command, route } from '@parley/contract/kernel/define';
import { wireError } from '@parley/contract/kernel/errors';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach } from 'vitest';
import { z } from 'zod';
import { Refused, type Respond } from '../../kernel/index.ts';
import { trustOf } from './address.ts';
import { bearer } from './bearer.ts';
import { mountCommands } from './commands.ts';
import { mountHealth } from './health.ts';
import { httpRoute, type RouteRequest } from './route.ts';
import { mountRoutes } from './routes.ts';
import { createHttp, type HttpOptions } from './server.ts';
import { serveWeb } from './web.ts';

export const AUTH = { authorization: 'Bearer good' };

const read = command({
  name: 'thing:read',
  summary: '',
  effect: 'read',
  input: z.object({ id: z.string(), limit: z.number().optional(), deep: z.boolean().optional() }),
  output: z.object({}),
  rest: { method: 'GET', path: '/api/things/:id' },
});
const make = command({
  name: 'thing:make',
  summary: '',
  effect: 'write',
  input: z.object({ id: z.string(), name: z.string().optional(), clientId: z.string().optional() }),
  output: z.object({}),
  rest: { method: 'POST', path: '/api/things/:id', status: 201 },
});
const socketOnly = command({
  name: 'thing:follow',
  summary: '',
  effect: 'session',
  input: z.object({}),
  output: z.object({}),
});
const COMMANDS: readonly CommandContract[] = [read, make, socketOnly];

const Body = z.object({ name: z.string().min(2) });
const greet = route({
  summary: '',
  method: 'POST',
  path: '/api/greet',
  status: 200,
  auth: false,
  body: Body,
  output: z.object({ hello: z.string() }),
});
const secret = route({
  summary: '',
  method: 'POST',
  path: '/api/secret',
  status: 204,
  auth: true,
  body: z.object({}),
  output: z.object({}),
});

interface State {
  /** Commands that came as far as the kernel. */
  executed: { caller: unknown; name: string; input: unknown }[];
  /** How the kernel answers them. */
  answer: (respond: Respond) => void;
  greeted: RouteRequest<unknown>[];
  /** What was logged as a fault of ours. */
  faults: object[];
  draining: boolean;
  reasons: string[];
  impaired: string[];
}

const fresh = (): State => ({
  executed: [],
  answer: (respond) => respond('{"ok":true,"data":{"done":true}}', true),
  greeted: [],
  faults: [],
  draining: false,
  reasons: [],
  impaired: [],
});

export interface Door extends State {
  readonly app: FastifyInstance;
  /** The same with other options, or with a web app. */
  rebuild(options?: Partial<HttpOptions>, web?: string): Promise<void>;
}

/** One for the tests of a file, anew for each. */
export function useDoor(): Door {
  let app: FastifyInstance | undefined;
  const door: Door = {
    ...fresh(),
    get app() {
      if (!app) throw new Error('there is a door while a test runs');
      return app;
    },
    rebuild: async (options, web) => {
      await app?.close();
      app = await build(door, options, web);
    },
  };
  beforeEach(async () => {
    Object.assign(door, fresh());
    await door.rebuild();
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });
  return door;
}

async function build(
  door: State,
  options: Partial<HttpOptions> = {},
  web = '/nowhere',
): Promise<FastifyInstance> {
  const built = await createHttp({
    log: { info: () => {}, warn: () => {}, error: (fields) => door.faults.push(fields) },
    maxBodyBytes: 10_000,
    trust: trustOf(undefined),
    corsOrigins: [],
    tls: null,
    draining: () => door.draining,
    ...options,
  });
  const authenticate = bearer({
    authenticate: async (token) => (token === 'good' ? { userId: 'ann', loginId: 'l1' } : null),
  });
  const addressOf = ({ ip }: { ip: string }) => ip;
  mountHealth(built, {
    unready: async () => door.reasons,
    impaired: () => door.impaired,
    metrics: async () => ({ type: 'text/plain; version=0.0.4', text: 'up 1\n' }),
  });
  mountCommands(built, {
    commands: COMMANDS,
    authenticate,
    addressOf,
    kernel: {
      execute: (caller, name, input, respond) => {
        door.executed.push({ caller, name, input: { ...(input as object) } });
        door.answer(respond);
      },
    },
  });
  mountRoutes(built, {
    authenticate,
    addressOf,
    routes: [
      httpRoute(greet, async (request) => {
        door.greeted.push(request);
        if (request.body.name === 'nobody') throw new Refused(wireError('CONFLICT', 'Taken.'));
        if (request.body.name === 'broken') throw new Error('secret detail');
        const cookies = [
          {
            name: 'refresh',
            value: request.body.name === 'bye' ? '' : 'v',
            path: '/api/auth',
            maxAgeSeconds: 60,
          },
        ];
        return { body: { hello: request.body.name }, cookies };
      }),
      httpRoute(secret, async () => ({ body: {} })),
    ],
  });
  await serveWeb(built, web);
  return built;
}
