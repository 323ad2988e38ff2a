import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openApiDocument } from '@satsuma/contracts/openapi';
import type { FastifyInstance } from 'fastify';

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Satsuma API</title>
    <link rel="stylesheet" href="/v1/docs/swagger-ui.css" />
    <link rel="icon" href="data:," />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/v1/docs/swagger-ui-bundle.js"></script>
    <script src="/v1/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/v1/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  persistAuthorization: false,
  displayRequestDuration: true,
});
`;

interface Page {
  readonly path: string;
  readonly type: string;
  readonly read: () => string | Buffer;
}

const PAGES: readonly Page[] = [
  {
    path: '/v1/openapi.json',
    type: 'application/json; charset=utf-8',
    read: () => JSON.stringify(openApiDocument()),
  },
  { path: '/v1/docs', type: 'text/html; charset=utf-8', read: () => PAGE },
  { path: '/v1/docs/start.js', type: 'text/javascript; charset=utf-8', read: () => START },
  {
    path: '/v1/docs/swagger-ui.css',
    type: 'text/css; charset=utf-8',
    read: () => readFileSync(join(swagger, 'swagger-ui.css')),
  },
  {
    path: '/v1/docs/swagger-ui-bundle.js',
    type: 'text/javascript; charset=utf-8',
    read: () => readFileSync(join(swagger, 'swagger-ui-bundle.js')),
  },
];

/** The OpenAPI document and a page to browse it with, all from our own files. Made on first use and kept. */
export async function registerDocs(fastify: FastifyInstance): Promise<void> {
  for (const { path, type, read } of PAGES) {
    let kept: string | Buffer | null = null;
    fastify.get(path, { config: { open: true } }, async (_request, reply) => {
      kept ??= read();
      return reply.type(type).header('cache-control', 'no-cache').send(kept);
    });
  }
}
