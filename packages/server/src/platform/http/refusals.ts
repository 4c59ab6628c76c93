/** Refusals over HTTP: `{"ok":false,"error":…}` with the code's status. What failed inside stays inside. */
import { type ErrorCode, HTTP_STATUS, type WireError, wireError } from '@parley/contract/kernel/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '../../kernel/index.ts';
import type { Logger } from '../logging.ts';

export function sendRefusal(reply: FastifyReply, error: WireError): FastifyReply {
  return sendRefusalJson(reply, error, JSON.stringify({ ok: false, error }));
}

/** The same with the body already encoded. */
export function sendRefusalJson(reply: FastifyReply, error: WireError, json: string): FastifyReply {
  if (error.retryAfterMs !== undefined) {
    reply.header('retry-after', Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
  }
  if (error.code === 'UNAUTHENTICATED' && !reply.hasHeader('www-authenticate')) {
    reply.header('www-authenticate', 'Bearer realm="parley"');
  }
  return reply.code(HTTP_STATUS[error.code]).type('application/json; charset=utf-8').send(json);
}

export function notFound(): WireError {
  return wireError('NOT_FOUND', 'There is nothing here. Look at /api/docs for what there is.');
}

/** What the HTTP library itself refuses, by status: its own texts name internals. */
const BY_STATUS: ReadonlyMap<number, readonly [ErrorCode, string]> = new Map([
  [400, ['INVALID', 'The request could not be read: its body must be valid JSON.']],
  [404, ['NOT_FOUND', 'There is nothing here. Look at /api/docs for what there is.']],
  [413, ['TOO_LARGE', 'The request is too large.']],
  [414, ['TOO_LARGE', 'The address is too long.']],
  [415, ['UNSUPPORTED', 'Send the body as application/json.']],
]);

function refusalOf(error: unknown, log: Logger, request: FastifyRequest): WireError {
  if (error instanceof Refused) return error.wire;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  const known = typeof status === 'number' ? BY_STATUS.get(status) : undefined;
  if (known) return wireError(known[0], known[1]);
  log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'a request failed');
  return wireError('INTERNAL', 'Something went wrong here. Try again in a moment.');
}

/** Turns whatever a route throws into a refusal. */
export function refuseErrors(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error, request, reply) => sendRefusal(reply, refusalOf(error, log, request)));
}
