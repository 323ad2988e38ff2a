import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startTestApi } from '../testing/index.ts';

test('a request that is being read when the process stops is answered', async () => {
  const api = await startTestApi();
  const { hostname, port } = new URL(api.url);
  const sending = request({
    hostname,
    port,
    path: '/v1/api-keys',
    method: 'POST',
    headers: { authorization: `Bearer ${api.workspace.key}`, 'content-type': 'application/json' },
  });
  const reply = new Promise<number | undefined>((resolve, reject) => {
    sending.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sending.on('error', reject);
  });
  sending.write('{"name":"Last",');
  await new Promise((wait) => setTimeout(wait, 200));
  const stopped = api.stop();
  await new Promise((wait) => setTimeout(wait, 200));
  sending.end('"scopes":["admin"]}');
  expect(await reply).toBe(201);
  await stopped;
  await expect(fetch(`${api.url}/v1/workspace`)).rejects.toThrow();
});
