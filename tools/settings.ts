import { resolve } from 'node:path';
import { ConfigError, readConfig, type Config } from '@satsuma/runtime/config';
import { ROOT } from './root.ts';

/** What the commands of people go by. */
export interface Settings {
  readonly config: Config;
  /** The database given by `DATABASE_URL`; null: the built-in one. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Whether the first workspace gets the demo shop. */
  readonly demo: boolean;
  /** True when the port for metrics was not chosen by anybody. */
  readonly metricsPortIsFree: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const BUILT_IN = 'postgres://built-in@127.0.0.1/satsuma';

/** Reads and checks every variable before anything is done. Throws a `ConfigError` with a sentence for each bad one. */
export function readSettings(environment: Environment): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const demo = given['SATSUMA_DEMO'] ?? 'on';
  if (demo !== 'on' && demo !== 'off') throw new ConfigError(['SATSUMA_DEMO must be on or off.']);
  const config = readConfig('satsuma-start', { ...given, DATABASE_URL: given['DATABASE_URL'] ?? BUILT_IN });
  return {
    config,
    databaseUrl: given['DATABASE_URL'] ?? null,
    dataDir: resolve(ROOT, given['SATSUMA_DATA_DIR'] ?? '.data'),
    demo: demo === 'on',
    metricsPortIsFree: given['METRICS_PORT'] === undefined,
  };
}

/** The environment of a child: what this process has, with some of it settled. */
export function environmentWith(
  environment: Environment,
  settled: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(kept), ...settled };
}
