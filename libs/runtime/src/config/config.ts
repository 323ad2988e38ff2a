import { z } from 'zod';

const port = (name: string) =>
  z.coerce
    .number({ error: `${name} must be a port number between 0 and 65535.` })
    .int(`${name} must be a whole number.`)
    .min(0, `${name} must be a port number between 0 and 65535.`)
    .max(65_535, `${name} must be a port number between 0 and 65535.`);

const onOrOff = (name: string, whenAbsent: 'on' | 'off') =>
  z
    .enum(['on', 'off'], { error: `${name} must be on or off.` })
    .default(whenAbsent)
    .transform((word) => word === 'on');

const address = (name: string, protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `${name} must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`,
  });

const Environment = z.object({
  DATABASE_URL: z
    .string({
      error:
        'DATABASE_URL is missing: the address of a PostgreSQL database, such as postgres://user:password@host/name.',
    })
    .pipe(address('DATABASE_URL', ['postgres:', 'postgresql:'])),
  REDIS_URL: address('REDIS_URL', ['redis:', 'rediss:']).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port('PORT').default(4000),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_PORT: z.union([z.literal('off').transform(() => null), port('METRICS_PORT')]).default(4001),
  SATSUMA_ADMIN_KEY: z
    .string()
    .min(16, 'SATSUMA_ADMIN_KEY must have at least 16 characters.')
    .regex(/^[\x21-\x7e]+$/, 'SATSUMA_ADMIN_KEY must be printable ASCII without spaces.')
    .optional(),
  SATSUMA_RATE_LIMIT: onOrOff('SATSUMA_RATE_LIMIT', 'on'),
  SATSUMA_TRUST_PROXY: onOrOff('SATSUMA_TRUST_PROXY', 'off'),
  SATSUMA_DATABASE_POOL: z.coerce
    .number({ error: 'SATSUMA_DATABASE_POOL must be a number of connections.' })
    .int('SATSUMA_DATABASE_POOL must be a whole number.')
    .min(2, 'SATSUMA_DATABASE_POOL must be at least 2.')
    .default(10),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.',
    })
    .default('info'),
});

/** Settings of the process, read once at its start. */
export interface Config {
  /** What the process is called in logs and in the database. */
  readonly processName: string;
  readonly databaseUrl: string;
  readonly databasePool: number;
  /** Queues live on Redis at this address; null: on the database. */
  readonly redisUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** Where health and metrics are answered; null: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** The key of the instance: admin of the first workspace, and maker of workspaces. */
  readonly adminKey: string | null;
  readonly rateLimit: boolean;
  /** True behind a proxy that sets `X-Forwarded-For` and `X-Forwarded-Proto`. */
  readonly trustProxy: boolean;
  readonly logLevel: string;
}

/** Settings out of the environment. Throws a `ConfigError` with a sentence for every bad variable. */
export function readConfig(
  processName: string,
  environment: Readonly<Record<string, string | undefined>>,
): Config {
  // An empty variable is an unset one: so container files write it.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(sentenceOf));
  const { data } = parsed;
  return {
    processName,
    databaseUrl: data.DATABASE_URL,
    databasePool: data.SATSUMA_DATABASE_POOL,
    redisUrl: data.REDIS_URL ?? null,
    host: data.HOST,
    port: data.PORT,
    metrics: data.METRICS_PORT === null ? null : { host: data.METRICS_HOST, port: data.METRICS_PORT },
    adminKey: data.SATSUMA_ADMIN_KEY ?? null,
    rateLimit: data.SATSUMA_RATE_LIMIT,
    trustProxy: data.SATSUMA_TRUST_PROXY,
    logLevel: data.LOG_LEVEL,
  };
}

/** The environment is not fit to start with; the message has a sentence for every variable. */
export class ConfigError extends Error {
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigError';
  }
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union')
    return 'METRICS_PORT must be a port number between 0 and 65535, or off.';
  return issue.message;
}
