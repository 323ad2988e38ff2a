import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../http/problem.filter.ts';
import { refusalOfRoute } from '../http/unknown-route.ts';

const BUILT = fileURLToPath(new URL('../../../web/dist', import.meta.url));

/** Files whose name has a hash of what is in them never change. */
const HASHED = '/assets/';

/** Serves the built web app; every page address that is not a file is the app itself, which finds its page. */
export async function registerWeb(fastify: FastifyInstance, folder = BUILT): Promise<void> {
  if (!existsSync(folder)) return;
  await fastify.register(fastifyStatic, {
    root: folder,
    serve: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const forever = path.slice(folder.length).replaceAll('\\', '/').startsWith(HASHED);
      void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.get('/*', { config: { open: true } }, async (request, reply) => page(request, reply, folder));
}

async function page(request: FastifyRequest, reply: FastifyReply, folder: string): Promise<unknown> {
  const path = fileOf(request.url);
  if (path === null || path.startsWith('/v1/') || path === '/v1') {
    sendProblem(reply, refusalOfRoute(request.url));
    return reply;
  }
  const isFile = path.includes('.') && existsSync(`${folder}${path}`);
  // What is asked for by name and is not there is not the app.
  if (!isFile && path.startsWith(HASHED)) {
    sendProblem(reply, refusalOfRoute(request.url));
    return reply;
  }
  return reply.sendFile(isFile ? path.slice(1) : 'index.html');
}

/** The path of an address; null when it is not one that a file could have. */
function fileOf(url: string): string | null {
  try {
    const path = decodeURIComponent(url.split('?')[0] ?? '');
    return path.includes('\u0000') || path.split('/').includes('..') ? null : path;
  } catch {
    return null;
  }
}
