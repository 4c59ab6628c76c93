/** Serves the built web app: named-by-content assets for ever, everything else always fresh. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound, sendRefusal } from './refusals.ts';

const FOREVER = 'public, max-age=31536000, immutable';
/** Vite's folder of files whose name carries a digest of their content. */
const NAMED_BY_CONTENT = /[/\\]assets[/\\]/;
/** Paths that are never a page of the app. */
const NOT_PAGES = /^\/(?:api|socket\.io|ws|assets)(?:\/|$|\?)/;

/** Answers every path no route has. Where `folder` has no app (it was not built), nothing but routes is served. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    const { fastifyStatic } = await import('@fastify/static');
    await app.register(fastifyStatic, {
      root: folder,
      prefix: '/',
      // Which files there are is known at start, so a request for another one costs no file system.
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.setHeader('cache-control', NAMED_BY_CONTENT.test(path) ? FOREVER : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (built && isPage(request)) return reply.sendFile('index.html');
    return sendRefusal(reply, notFound());
  });
}

/** A page of the app has an address of its own and no file: the app itself finds its way. */
function isPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  return !NOT_PAGES.test(request.url) && (request.headers.accept ?? '').includes('text/html');
}
