import type { FieldDefinition, FieldType } from '../catalog/catalog.ts';
import { LIMITS } from '../limits.ts';
import { guessType } from './guess.ts';
import { isName, nameMessage } from './names.ts';
import { kindOf, parseValue, refuse, type FieldFact, type ItemFact, type Parsed } from './value.ts';

/** Reads a value of type `objects`: a list of flat objects. Fields that are new get the type of their first value. */
export function parseObjects(raw: unknown, fields: readonly FieldDefinition[] = []): Parsed {
  if (raw === null) return { ok: true, missing: true };
  if (!Array.isArray(raw)) return refuse('value.type', `must be a list of objects, not ${kindOf(raw)}`);
  if (raw.length > LIMITS.objectItems)
    return refuse('value.limit', `has more than ${LIMITS.objectItems} items`);
  if (raw.length === 0) return { ok: true, missing: true };
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const added = new Map<string, FieldType>();
  const facts: ItemFact[] = [];
  const originals: Record<string, unknown>[] = [];
  for (const [index, item] of raw.entries()) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      return refuse('value.type', `must be an object, not ${kindOf(item)}`, `/${index}`);
    }
    const parsed = parseItem(item as Record<string, unknown>, `/${index}`, types, added);
    if ('ok' in parsed) return parsed;
    facts.push(parsed.fact);
    originals.push(parsed.original);
  }
  const newFields = [...added].map(([name, type]) => ({ name, type }));
  const original = JSON.stringify(facts) === JSON.stringify(originals) ? {} : { original: originals };
  return {
    ok: true,
    missing: false,
    fact: facts,
    ...original,
    ...(newFields.length > 0 ? { newFields } : {}),
  };
}

function parseItem(
  item: Record<string, unknown>,
  path: string,
  types: Map<string, FieldType>,
  added: Map<string, FieldType>,
): Parsed | { fact: ItemFact; original: Record<string, unknown> } {
  const fact: Record<string, FieldFact> = {};
  const original: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) {
    const at = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (value === null || value === undefined) continue;
    if (!isName(name)) return refuse('value.invalid', nameMessage(name), at);
    const type = types.get(name) ?? guessType(value);
    if (type === null || type === 'objects')
      return refuse('value.type', 'must not be an object inside an object', at);
    const parsed = parseValue(type, value);
    if (!parsed.ok) {
      return { ok: false, problem: { ...parsed.problem, path: at + parsed.problem.path } };
    }
    if (parsed.missing) continue;
    if (!types.has(name)) {
      types.set(name, type);
      added.set(name, type);
    }
    fact[name] = parsed.fact as FieldFact;
    original[name] = parsed.original ?? value;
  }
  return { fact, original };
}
