import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';

export interface BenchOptions {
  readonly what: 'preview' | 'ingest';
  readonly people: number;
  readonly events: number;
  /** Where the seeded database is kept for the next time. */
  readonly data: string;
  readonly runs: number;
  /** Of the client that sends events. */
  readonly connections: number;
  /** How many batches of 1,000 events are sent. */
  readonly batches: number;
}

const USAGE =
  'npm run bench -- preview|ingest [--people N] [--events N] [--data folder] [--runs N] [--connections N] [--batches N]';

export function readOptions(args: readonly string[], dataDir: string): BenchOptions {
  const { values, positionals } = parse(args);
  const [what] = positionals;
  if ((what !== 'preview' && what !== 'ingest') || positionals.length > 1)
    throw new Problem(`Usage: ${USAGE}`);
  const whole = (name: Exclude<keyof typeof values, 'data'>): number => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number > 0) return number;
    throw new Problem(`--${name} must be a whole number above 0.`);
  };
  return {
    what,
    people: whole('people'),
    events: whole('events'),
    runs: whole('runs'),
    connections: whole('connections'),
    batches: whole('batches'),
    data: values.data === undefined ? join(dataDir, 'bench') : resolve(values.data),
  };
}

function parse(args: readonly string[]) {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const options = {
    people: text('1000000'),
    events: text('20000000'),
    runs: text('15'),
    connections: text('4'),
    batches: text('200'),
    data: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}`);
  }
}
