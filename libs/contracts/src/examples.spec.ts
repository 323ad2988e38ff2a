import { expect, test } from 'vitest';
import { ENDPOINTS } from './endpoints.ts';

test.each(ENDPOINTS)('$id shows a body and a reply that fit its schemas', ({ body, reply, example }) => {
  if (body !== undefined) {
    expect(example?.body).toBeDefined();
    expect(body.safeParse(example?.body).error).toBeUndefined();
  }
  if (reply !== undefined) {
    expect(example?.reply).toBeDefined();
    expect(reply.safeParse(example?.reply).error).toBeUndefined();
  }
});

test('every endpoint has an id and a route of its own', () => {
  const ids = ENDPOINTS.map(({ id }) => id);
  const routes = ENDPOINTS.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(routes).size).toBe(routes.length);
});
