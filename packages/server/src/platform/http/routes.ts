/** Mounts the routes that are no commands: signing in and what comes before there is a session. */
import { wireError } from '@parley/contract/kernel/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '../../kernel/index.ts';
import type { Login } from '../auth/authenticator.ts';
import type { Authenticate } from './bearer.ts';
import type { Cookie, HttpRoute } from './route.ts';
import { fromTexts } from './texts.ts';

export interface FeatureRoutes {
  readonly routes: readonly HttpRoute[];
  readonly authenticate: Authenticate;
  addressOf(request: FastifyRequest): string;
}

export function mountRoutes(app: FastifyInstance, options: FeatureRoutes): void {
  for (const route of options.routes) mount(app, route, options);
}

function mount(app: FastifyInstance, route: HttpRoute, options: FeatureRoutes): void {
  const { method, path, status, auth } = route.contract;
  const logins = new WeakMap<FastifyRequest, Login>();
  const parse = parserOf(route);
  app.route({
    method,
    url: path,
    onRequest: async (request, reply) => {
      if (auth) logins.set(request, await options.authenticate(request, reply));
    },
    handler: async (request, reply) => {
      const answer = await route.handle({
        body: parse(request),
        cookies: request.cookies,
        address: options.addressOf(request),
        userAgent: request.headers['user-agent'] ?? '',
        secure: request.protocol === 'https',
        login: logins.get(request) ?? null,
      });
      for (const cookie of answer.cookies ?? []) setCookie(reply, cookie, request.protocol === 'https');
      reply.code(status);
      return status === 204 ? reply.send() : reply.send(answer.body);
    },
  });
}

function parserOf({ contract }: HttpRoute): (request: FastifyRequest) => unknown {
  const convert = fromTexts(contract.body);
  return ({ body, query }) => {
    const given = contract.method === 'GET' ? convert({ ...(query as object) }) : (body ?? {});
    const parsed = contract.body.safeParse(given);
    if (parsed.success) return parsed.data;
    const details = parsed.error.issues
      .slice(0, 20)
      .map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
    throw new Refused(wireError('INVALID', 'Some of what was sent can’t be accepted.', { details }));
  };
}

function setCookie(reply: FastifyReply, cookie: Cookie, secure: boolean): void {
  const { name, value, path, maxAgeSeconds } = cookie;
  const shared = { path, httpOnly: true, sameSite: 'strict', secure } as const;
  if (value === '') reply.clearCookie(name, shared);
  else reply.setCookie(name, value, { ...shared, maxAge: maxAgeSeconds });
}
