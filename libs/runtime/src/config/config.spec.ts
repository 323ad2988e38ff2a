import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const enough = { DATABASE_URL: 'postgres://localhost/satsuma' };

test('has a default for everything but the database', () => {
  expect(readConfig('test', enough)).toEqual({
    processName: 'test',
    databaseUrl: 'postgres://localhost/satsuma',
    databasePool: 10,
    redisUrl: null,
    host: '127.0.0.1',
    port: 4000,
    metrics: { host: '127.0.0.1', port: 4001 },
    adminKey: null,
    rateLimit: true,
    trustProxy: false,
    logLevel: 'info',
  });
});

test('an empty variable is an unset one', () => {
  expect(readConfig('test', { ...enough, PORT: '', REDIS_URL: '' })).toMatchObject({
    port: 4000,
    redisUrl: null,
  });
});

test.each([
  [
    {},
    'DATABASE_URL is missing: the address of a PostgreSQL database, such as postgres://user:password@host/name.',
  ],
  [
    { DATABASE_URL: 'mysql://x' },
    'DATABASE_URL must be an address that begins with postgres:// or postgresql://.',
  ],
  [
    { DATABASE_URL: 'satsuma' },
    'DATABASE_URL must be an address that begins with postgres:// or postgresql://.',
  ],
  [{ REDIS_URL: 'localhost' }, 'REDIS_URL must be an address that begins with redis:// or rediss://.'],
  [{ PORT: 'http' }, 'PORT must be a port number between 0 and 65535.'],
  [{ PORT: '70000' }, 'PORT must be a port number between 0 and 65535.'],
  [{ PORT: '40.5' }, 'PORT must be a whole number.'],
  [{ METRICS_PORT: 'no' }, 'METRICS_PORT must be a port number between 0 and 65535, or off.'],
  [{ SATSUMA_ADMIN_KEY: 'short' }, 'SATSUMA_ADMIN_KEY must have at least 16 characters.'],
  [
    { SATSUMA_ADMIN_KEY: 'with spaces in its text' },
    'SATSUMA_ADMIN_KEY must be printable ASCII without spaces.',
  ],
  [{ SATSUMA_RATE_LIMIT: 'no' }, 'SATSUMA_RATE_LIMIT must be on or off.'],
  [{ SATSUMA_DATABASE_POOL: '1' }, 'SATSUMA_DATABASE_POOL must be at least 2.'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.'],
])('%j is answered with a sentence', (bad, sentence) => {
  const environment = 'DATABASE_URL' in bad || Object.keys(bad).length === 0 ? bad : { ...enough, ...bad };
  expect(() => readConfig('test', environment)).toThrow(new ConfigError([sentence]));
});

test('says everything that is wrong at once', () => {
  expect(() => readConfig('test', { ...enough, PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT .*\nLOG_LEVEL /);
});
