/** REST, generated from the commands: a route is a resource-shaped name for the same command. */
import type { CommandContract, RestName } from '@parley/contract/kernel/define';
import type { WireError } from '@parley/contract/kernel/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { jsonText, type Kernel, refuse } from '../../kernel/index.ts';
import type { Authenticate } from './bearer.ts';
import { sendRefusalJson } from './refusals.ts';
import { fromTexts } from './texts.ts';

export interface CommandRoutes {
  readonly kernel: Pick<Kernel, 'execute'>;
  readonly commands: readonly CommandContract[];
  readonly authenticate: Authenticate;
  /** The client's address, after trusted proxies. */
  addressOf(request: FastifyRequest): string;
}

export function mountCommands(app: FastifyInstance, options: CommandRoutes): void {
  for (const command of options.commands) if (command.rest) mount(app, command, command.rest, options);
}

function mount(app: FastifyInstance, command: CommandContract, rest: RestName, options: CommandRoutes): void {
  const { kernel, authenticate, addressOf } = options;
  const toInput = inputOf(command, rest);
  const logins = new WeakMap<FastifyRequest, Awaited<ReturnType<Authenticate>>>();
  app.route({
    method: rest.method,
    url: rest.path,
    // Before the body is read: what nobody signed for isn't worth receiving.
    onRequest: async (request, reply) => {
      logins.set(request, await authenticate(request, reply));
    },
    handler: (request, reply) => {
      const login = logins.get(request);
      if (!login) return refuse('UNAUTHENTICATED', 'Authentication required');
      const caller = { ...login, address: addressOf(request) };
      kernel.execute(caller, command.name, toInput(request), (answer, ok) => {
        const json = jsonText(answer);
        if (ok) succeed(reply, rest.status ?? 200, json);
        else sendRefusalJson(reply, errorOf(json), json);
      });
      return reply;
    },
  });
}

/** Path parameters name the resource, so they win over the body; the header wins over a `clientId` in it. */
function inputOf(command: CommandContract, rest: RestName): (request: FastifyRequest) => object {
  const convert = fromTexts(command.input);
  const readsQuery = rest.method === 'GET' || rest.method === 'DELETE';
  return (request) => {
    const { body = {}, query, params, headers } = request;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      refuse('INVALID', 'The body must be a JSON object.');
    }
    const texts = { ...(readsQuery ? asRecord(query) : {}), ...asRecord(params) };
    const input = Object.assign(Object.create(null), body, convert(texts));
    const key = headers['idempotency-key'];
    if (command.effect === 'write' && key !== undefined) input.clientId = key;
    return input;
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

const SUCCESS = '{"ok":true,"data":';

/** The body of a success is the data itself: cut out of the answer, not encoded again. */
function succeed(reply: FastifyReply, status: number, json: string): void {
  const body = json.startsWith(SUCCESS)
    ? json.slice(SUCCESS.length, -1)
    : JSON.stringify((JSON.parse(json) as { data: unknown }).data);
  reply.code(status).type('application/json; charset=utf-8').send(body);
}

function errorOf(json: string): WireError {
  return (JSON.parse(json) as { error: WireError }).error;
}
