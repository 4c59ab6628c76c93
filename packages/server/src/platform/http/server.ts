/** The HTTP server: what every answer has in common. Routes are mounted by their own modules. */
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import { wireError } from '@parley/contract/kernel/errors';
import fastify, { type FastifyInstance } from 'fastify';
import type { Tls } from '../config/tls.ts';
import type { Logger } from '../logging.ts';
import type { Trust } from './address.ts';
import { refuseErrors, sendRefusal } from './refusals.ts';

export interface HttpOptions {
  readonly log: Logger;
  readonly maxBodyBytes: number;
  readonly trust: Trust;
  /** Other sites whose pages may call; null lets every one, without cookies. */
  readonly corsOrigins: readonly string[] | null;
  readonly tls: Tls | null;
  /** True while the node goes: whoever reached it is served, and each answer ends its connection, so that the next goes elsewhere. */
  draining(): boolean;
}

const CONTENT_SECURITY_POLICY = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  'object-src': ["'none'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: options.maxBodyBytes,
    trustProxy: options.trust,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    frameworkErrors: (_error, _request, reply) => {
      sendRefusal(reply, wireError('INVALID', 'The address could not be read.'));
    },
    // Who comes while it closes came before the port was closed.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    ...(options.tls ? { https: options.tls } : {}),
  });
  refuseErrors(app, options.log);
  acceptJsonOnly(app);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    // Only where the browser reached us over TLS does it heed this.
    hsts: { maxAge: 31_536_000, includeSubDomains: false },
  });
  await app.register(cors, {
    origin: options.corsOrigins === null ? '*' : [...options.corsOrigins],
    credentials: options.corsOrigins !== null,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    // Those of resumable uploads and of parts of downloads among them.
    exposedHeaders: [
      'Retry-After',
      'Location',
      'Tus-Resumable',
      'Upload-Offset',
      'Upload-Length',
      'Content-Range',
    ],
    maxAge: 600,
  });
  await app.register(cookie);
  app.addHook('onRequest', async (request, reply) => {
    if (options.draining()) reply.header('connection', 'close');
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  return app;
}

/** JSON is the only body there is; an empty one counts as none, as clients that always name a type send it. */
function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, String(body), done);
  });
}
