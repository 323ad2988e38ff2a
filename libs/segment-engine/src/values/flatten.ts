import { LIMITS } from '../limits.ts';
import type { ValueProblem } from './value.ts';

export type Flattened =
  | {
      readonly ok: true;
      readonly values: ReadonlyMap<string, { readonly value: unknown; readonly path: string }>;
    }
  | { readonly ok: false; readonly problem: ValueProblem };

/**
 * Turns nested plain objects into `parent_child` names, up to three levels. `null` inside an object removes that child.
 * The same name reached in two ways is an error, since one of them would be dropped. Paths are JSON pointers from the object.
 */
export function flattenAttributes(attributes: Readonly<Record<string, unknown>>): Flattened {
  const values = new Map<string, { value: unknown; path: string }>();
  const problem = collect(attributes, '', '', 1, values);
  return problem === null ? { ok: true, values } : { ok: false, problem };
}

function collect(
  object: Readonly<Record<string, unknown>>,
  prefix: string,
  path: string,
  level: number,
  values: Map<string, { value: unknown; path: string }>,
): ValueProblem | null {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix + key;
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (isPlainObject(value)) {
      if (level >= LIMITS.flattenDepth) {
        return problemAt(at, 'value.limit', `is nested deeper than ${LIMITS.flattenDepth} levels`);
      }
      const problem = collect(value, `${name}_`, at, level + 1, values);
      if (problem !== null) return problem;
      continue;
    }
    const other = values.get(name);
    if (other !== undefined)
      return problemAt(at, 'value.invalid', `is ${name}, which ${other.path} sets as well`);
    values.set(name, { value, path: at });
  }
  return null;
}

const problemAt = (path: string, code: ValueProblem['code'], message: string): ValueProblem => ({
  code,
  path,
  message,
  suggestions: [],
});

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
