import type { Catalog, ValueType } from '@satsuma/segment-engine';
import { openHead, type FileHead } from '../file/file-head.ts';
import { readRows, type Row } from '../file/read-rows.ts';
import { LIMITS } from '../limits.ts';
import { checkMapping } from './check-mapping.ts';
import { guessTargets } from './guess-target.ts';
import { guessColumnType } from './guess-type.ts';
import { formatOf, type ImportKind, type ImportMapping, type ImportTarget } from './import-mapping.ts';

export interface InspectInput {
  readonly kind: ImportKind;
  readonly fileName: string;
  /** The first lines of the file; the last one may be cut off. */
  readonly sample: string;
}

export interface Inspection {
  readonly mapping: ImportMapping;
  readonly columns: readonly {
    readonly name: string;
    /** Up to five different values. */
    readonly samples: readonly string[];
    readonly type: ValueType;
    readonly target: ImportTarget;
  }[];
  /** What must be mapped or mended before the import can start, in sentences. */
  readonly problems: readonly string[];
}

const SAMPLES = 5;
const SAMPLE_LENGTH = 100;

/** Guesses how a file becomes people or events. A file that cannot be read at all has no columns and says why. */
export async function inspectSample(
  { kind, fileName, sample }: InspectInput,
  { catalog, strict }: { readonly catalog: Catalog; readonly strict: boolean },
): Promise<Inspection> {
  const bytes = Buffer.from(sample);
  const format = formatOf(fileName);
  const opened = openHead(bytes, { format, delimiter: undefined });
  if (!opened.ok) return { mapping: { format, columns: {} }, columns: [], problems: [opened.failure] };
  const { head } = opened;
  const rows = await sampleRows(bytes, head);
  const names = columnNames(head, rows);
  const sampled = names.slice(0, LIMITS.columns).map((name) => sampleColumn(name, rows, format));
  const repeated = repeatedNames(head);
  const targets = guessTargets(
    sampled.filter(({ name }) => !repeated.has(name)),
    { kind, catalog },
  );
  const targetOf = (name: string): ImportTarget => targets.get(name) ?? { to: 'ignore' };
  const mapping: ImportMapping = {
    format,
    ...(head.delimiter === null ? {} : { delimiter: head.delimiter }),
    columns: Object.fromEntries(sampled.map(({ name }) => [name, targetOf(name)])),
  };
  const columns = sampled.map(({ name, values, type }) => ({
    name,
    samples: [...new Set(values)].slice(0, SAMPLES).map((value) => value.slice(0, SAMPLE_LENGTH)),
    type,
    target: targetOf(name),
  }));
  const issues = checkMapping(mapping, { kind, catalog, strict });
  return {
    mapping,
    columns,
    problems: [...repeated].map(repeatedProblem).concat(issues.map(({ message }) => message)),
  };
}

async function sampleRows(bytes: Uint8Array, head: FileHead): Promise<readonly Row[]> {
  const body = bytes.subarray(head.start.offset);
  const rows: Row[] = [];
  for await (const some of readRows(only(body), head, head.start)) rows.push(...some);
  // The last line may be cut off anywhere: it only counts when it ends or is all there is.
  const complete = body.at(-1) === 10 || rows.length < 2 ? rows : rows.slice(0, -1);
  return complete.filter(({ values }) => values !== null).slice(0, LIMITS.guessRows);
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function columnNames({ columns }: FileHead, rows: readonly Row[]): string[] {
  const all = columns ?? rows.flatMap(({ values }) => [...(values?.keys() ?? [])]);
  return [...new Set(all)].filter((name) => name !== '');
}

function sampleColumn(name: string, rows: readonly Row[], format: 'csv' | 'ndjson') {
  const raw = rows
    .map(({ values }) => values?.get(name))
    .filter((value) => value !== undefined && value !== null);
  const texts = raw.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const values = texts.filter((value) => value.trim() !== '');
  return { name, values, type: guessColumnType(raw, format) };
}

const repeatedNames = ({ columns }: FileHead): ReadonlySet<string> =>
  new Set((columns ?? []).filter((name, index, all) => name !== '' && all.indexOf(name) !== index));

const repeatedProblem = (name: string): string =>
  `Several columns are named ${JSON.stringify(name)} and are ignored: rename them in the file to import them.`;
