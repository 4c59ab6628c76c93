/** Mounts the routes that carry bytes, and doors whose protocol is HTTP of their own (tus), in a scope where bodies are not JSON. */
import { Readable } from 'node:stream';
import { fastifyMultipart, type MultipartFile, type MultipartValue } from '@fastify/multipart';
import { wireError } from '@parley/contract/kernel/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Caller, Refused, refuse } from '../../kernel/index.ts';
import type { Authenticator, Login } from '../auth/authenticator.ts';
import { type Authenticate, bearer } from './bearer.ts';
import { DOWNLOAD_COOKIE } from './download-cookie.ts';
import type { Part, StreamReply, StreamRoute } from './stream-route.ts';

/** A protocol that answers requests itself, everywhere under a path. */
export interface WebDoor {
  readonly path: string;
  readonly methods: readonly ('POST' | 'HEAD' | 'PATCH' | 'DELETE')[];
  /** Content type of its bodies. */
  readonly consumes: string;
  handle(request: Request, caller: Caller): Promise<Response>;
}

export interface StreamRoutes {
  readonly routes: readonly StreamRoute[];
  readonly doors: readonly WebDoor[];
  readonly authenticator: Authenticator;
  addressOf(request: FastifyRequest): string;
}

/** Fields of a form are names and ids: what is longer is none. */
const FIELD_BYTES = 4_096;
const FIELDS = 8;

export async function mountStreams(app: FastifyInstance, options: StreamRoutes): Promise<void> {
  const { routes, doors, authenticator, addressOf } = options;
  const byBearer = bearer(authenticator);
  await app.register(async (scope) => {
    await scope.register(fastifyMultipart, {
      // How large a file may be is for those who keep it to say.
      limits: { fileSize: Number.POSITIVE_INFINITY, fieldSize: FIELD_BYTES, fields: FIELDS, files: 1 },
      throwFileSizeLimit: false,
    });
    for (const route of routes) {
      if (route.kind === 'form') mountForm(scope, route, byBearer, addressOf);
      else mountDownload(scope, route, byCookieToo(byBearer), addressOf);
    }
  });
  for (const door of doors) {
    await app.register(async (scope) => {
      scope.addContentTypeParser(door.consumes, (_request, payload, done) => done(null, payload));
      mountDoor(scope, door, byBearer, addressOf);
    });
  }
}

/** The token of the cookie counts as if it had come as a header. */
function byCookieToo(authenticate: Authenticate): Authenticate {
  return (request, reply) => {
    const token = request.cookies[DOWNLOAD_COOKIE];
    if (request.headers.authorization === undefined && token) {
      request.headers.authorization = `Bearer ${token}`;
    }
    return authenticate(request, reply);
  };
}

/** Who asks, found out before the body is read. */
function guard(authenticate: Authenticate) {
  const logins = new WeakMap<FastifyRequest, Login>();
  return {
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      logins.set(request, await authenticate(request, reply));
    },
    loginOf: (request: FastifyRequest): Login =>
      logins.get(request) ?? refuse('UNAUTHENTICATED', 'Authentication required'),
  };
}

function mountForm(
  scope: FastifyInstance,
  route: StreamRoute & { kind: 'form' },
  authenticate: Authenticate,
  addressOf: StreamRoutes['addressOf'],
): void {
  const { onRequest, loginOf } = guard(authenticate);
  const { method, path, status } = route.contract;
  scope.route({
    method,
    url: path,
    onRequest,
    handler: async (request, reply) => {
      if (!request.isMultipart()) throw notAForm();
      const answer = await route.handle({
        login: loginOf(request),
        address: addressOf(request),
        header: headerOf(request),
        parts: partsOf(request),
      });
      return reply.code(status).send(answer);
    },
  });
}

async function* partsOf(request: FastifyRequest): AsyncGenerator<Part> {
  try {
    for await (const part of request.parts()) yield part.type === 'file' ? filePart(part) : fieldPart(part);
  } catch (cause) {
    throw brokenOff(cause);
  }
}

/** What the form breaks off with is its sender's fault, and no failure of ours. */
async function* unbroken(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (cause) {
    throw brokenOff(cause);
  }
}

function brokenOff(cause: unknown): Refused {
  if (cause instanceof Refused) return cause;
  return new Refused(wireError('INVALID', 'The form could not be read, or broke off.'), cause);
}

function filePart({ fieldname, filename, mimetype, file }: MultipartFile): Part {
  const skip = () => {
    file.resume();
  };
  return {
    kind: 'file',
    name: fieldname,
    fileName: filename ?? '',
    mime: mimetype,
    bytes: unbroken(file),
    skip,
  };
}

function fieldPart({ fieldname, value }: MultipartValue): Part {
  return { kind: 'field', name: fieldname, value: String(value) };
}

function mountDownload(
  scope: FastifyInstance,
  route: StreamRoute & { kind: 'download' },
  authenticate: Authenticate,
  addressOf: StreamRoutes['addressOf'],
): void {
  const { onRequest, loginOf } = guard(authenticate);
  scope.route({
    method: ['GET', 'HEAD'],
    url: route.contract.path,
    onRequest,
    handler: async (request, reply) => {
      const inPath = Object(request.params);
      const params = route.contract.body.safeParse({ ...Object(request.query), ...inPath });
      if (!params.success) return refuseParams(params.error.issues, Object.keys(inPath));
      const answer = await route.handle({
        login: loginOf(request),
        address: addressOf(request),
        header: headerOf(request),
        params: params.data,
      });
      return sendStream(request, reply, answer);
    },
  });
}

/** An address that can't be is there no less than one that isn't; a query is somebody's mistake. */
function refuseParams(issues: readonly z.core.$ZodIssue[], inPath: readonly string[]): never {
  const details = issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  if (details.some(({ path }) => inPath.includes(path))) {
    refuse('NOT_FOUND', 'There is no such file, or it is not open to you.');
  }
  refuse('INVALID', 'Some of what was sent can’t be accepted.', { details });
}

function sendStream(request: FastifyRequest, reply: FastifyReply, { status, headers, body }: StreamReply) {
  reply.code(status).headers(headers);
  if (body === null) return reply.send();
  const stream = Readable.from(body, { objectMode: false });
  if (request.method !== 'HEAD') return reply.send(stream);
  stream.destroy();
  return reply.send();
}

function mountDoor(
  scope: FastifyInstance,
  door: WebDoor,
  authenticate: Authenticate,
  addressOf: StreamRoutes['addressOf'],
): void {
  const { onRequest, loginOf } = guard(authenticate);
  for (const url of [door.path, `${door.path}/:id`]) {
    scope.route({
      method: [...door.methods],
      url,
      exposeHeadRoute: false,
      onRequest,
      handler: async (request, reply) => {
        const caller = { ...loginOf(request), address: addressOf(request) };
        return sendResponse(reply, await door.handle(webRequest(request), caller));
      },
    });
  }
}

function webRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const url = `http://${request.headers.host ?? 'localhost'}${request.url}`;
  if (!(request.body instanceof Readable)) return new Request(url, { method: request.method, headers });
  // Node's own stream of the web and the global one are the same class with two types.
  const body = Readable.toWeb(request.body) as ReadableStream<Uint8Array>;
  const init: RequestInit & { duplex: 'half' } = { method: request.method, headers, body, duplex: 'half' };
  return new Request(url, init);
}

/** Which sites may read it is this server's to say, not the door's. */
const OURS = /^access-control-|^content-length$|^date$/;

async function sendResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const text = await response.text();
  reply.code(response.status);
  for (const [name, value] of response.headers) if (!OURS.test(name)) reply.header(name, value);
  return text === '' ? reply.send() : reply.send(text);
}

function headerOf(request: FastifyRequest): (name: string) => string | undefined {
  return (name) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
}

function notAForm(): Refused {
  return new Refused(wireError('UNSUPPORTED', 'Send the file as multipart/form-data.'));
}
