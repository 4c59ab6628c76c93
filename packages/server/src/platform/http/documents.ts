/** The reference: OpenAPI, AsyncAPI, and a page to read the former. Files are read when first asked for. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { notFound, sendRefusal } from './refusals.ts';

/** What the page needs of Swagger UI, by name. */
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parley API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#reference', deepLinking: true });\n`;

/** `folder` holds the generated documents. */
export function mountDocuments(app: FastifyInstance, folder: string): void {
  for (const name of ['openapi.json', 'asyncapi.json']) {
    const read = once(() => readFile(join(folder, name), 'utf8'));
    app.get(`/api/${name}`, async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(await read()),
    );
  }
  app.get('/api/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  app.get('/api/docs/start.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(START),
  );
  app.get<{ Params: { asset: string } }>('/api/docs/:asset', async ({ params }, reply) => {
    const type = Object.hasOwn(ASSETS, params.asset) ? ASSETS[params.asset] : undefined;
    if (type === undefined) return sendRefusal(reply, notFound());
    return reply
      .header('cache-control', 'public, max-age=86400')
      .type(type)
      .send(await readFile(join(swaggerFolder(), params.asset)));
  });
}

function swaggerFolder(): string {
  const resolve = createRequire(import.meta.url).resolve;
  return join(dirname(resolve('@fastify/swagger-ui/package.json')), 'static');
}

/** A read that failed is tried again. */
function once(read: () => Promise<string>): () => Promise<string> {
  let text: string | undefined;
  return async () => {
    text ??= await read();
    return text;
  };
}
