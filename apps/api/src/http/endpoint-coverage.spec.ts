import 'reflect-metadata';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, MetadataScanner, NestFactory } from '@nestjs/core';
import { ENDPOINTS, defineEndpoint, readWorkspace } from '@satsuma/contracts';
import { expect, test } from 'vitest';
import { EndpointCoverage } from './endpoint-coverage.ts';
import { Handles } from './index.ts';
import { Subject, Subjects, type PathSubject } from './subjects.ts';

async function start(controllers: Type[], providers: Type[] = []) {
  @Module({
    imports: [DiscoveryModule],
    controllers,
    providers: [EndpointCoverage, Subjects, MetadataScanner, ...providers],
  })
  class Some {}
  return NestFactory.createApplicationContext(Some, { logger: false });
}

@Controller()
class Reader {
  @Handles(readWorkspace)
  read(): never {
    throw new Error('not called');
  }
}

test('an endpoint without a handler stops the start, and is named', async () => {
  const app = await start([Reader]);
  const missing = ENDPOINTS.filter((endpoint) => endpoint !== readWorkspace).map(
    ({ id }) => `${id} has no handler`,
  );
  expect(() => app.get(EndpointCoverage).require()).toThrow(
    `The API does not fit its contract: ${missing.join('; ')}.`,
  );
});

test('an endpoint with two handlers stops the start, and both are named', async () => {
  @Controller()
  class Another {
    @Handles(readWorkspace)
    again(): never {
      throw new Error('not called');
    }
  }
  const app = await start([Reader, Another]);
  expect(() => app.get(EndpointCoverage).require()).toThrow(
    'readWorkspace has the handlers Reader.read and Another.again',
  );
});

test('a handler of something that is not in the contract stops the start', async () => {
  const stray = defineEndpoint({
    id: 'stray',
    method: 'GET',
    path: '/v1/stray',
    tag: 'None',
    summary: 'None',
    access: 'public',
    status: 204,
  });
  @Controller()
  class Stray {
    @Handles(stray)
    read(): void {}

    @Get('/unnoticed')
    other(): void {}
  }
  const app = await start([Stray]);
  expect(() => app.get(EndpointCoverage).require()).toThrow(
    'Stray.read handles stray, which ENDPOINTS lacks',
  );
});

test('a path with a parameter that nobody knows about stops the start', async () => {
  @Subject('/v1/segments/{id}')
  class Segments implements PathSubject {
    exists = (): Promise<boolean> => Promise.resolve(true);
  }
  @Subject('/v1/segments/{id}')
  class Again extends Segments {}
  @Subject('/v1/nothing/{id}')
  class Nothing extends Segments {}

  await expect(start([], [Segments]).then((app) => app.get(Subjects).collect())).rejects.toThrow(
    /No subject stands for .*\/v1\/persons\/\{id\}/,
  );
  await expect(start([], [Segments, Again]).then((app) => app.get(Subjects).collect())).rejects.toThrow(
    'Two subjects stand for /v1/segments/{id}.',
  );
  await expect(start([], [Nothing]).then((app) => app.get(Subjects).collect())).rejects.toThrow(
    /No subject stands for/,
  );
});
