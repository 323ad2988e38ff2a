import { Match, type PropertyCondition, type PropertyGroup } from '../ast/rule.ts';
import type { FieldDefinition } from '../catalog/catalog.ts';
import { LIMITS } from '../limits.ts';
import { isObject, quote, type Checker, type JsonObject } from './checker.ts';
import { orList, pointer } from './issue.ts';
import { suggestJson } from './json-size.ts';
import { readOperands, type Subject } from './operands.ts';
import { checkStray } from './stray.ts';

/** The names that conditions of a group may speak of: properties of an event, or fields of an item. */
export interface Scope {
  /** Such as `properties of purchase`. */
  readonly of: string;
  /** Null when the event is unknown: names are then taken as they are, and the rest is looked at. */
  readonly subjects: ReadonlyMap<string, Subject> | null;
}

/** Reads `where` and `with`: a group whose conditions speak of properties. */
export function readPropertyGroup(
  checker: Checker,
  raw: unknown,
  path: string,
  scope: Scope,
  depth: number,
): PropertyGroup | null {
  if (!isObject(raw)) {
    return checker.issue(
      'rule.type',
      path,
      `must be a group {"match":"all","conditions":[…]}, not ${quote(raw)}.`,
    );
  }
  if (raw['property'] !== undefined) {
    const wrapped = suggestJson({ match: 'all', conditions: [raw] });
    return checker.issue('rule.wrap', path, 'is a bare condition: put it into a group.', wrapped);
  }
  if (depth > LIMITS.depth)
    return checker.issue('rule.limit', path, `Groups nest at most ${LIMITS.depth} deep.`);
  checker.onlyKeys(raw, path, ['match', 'conditions']);
  const match = checker.word(raw['match'], pointer(path, 'match'), Match.options);
  const conditions = readList(checker, raw['conditions'], pointer(path, 'conditions'), (child, at) =>
    readNode(checker, child, at, scope, depth),
  );
  return match === null || conditions === null ? null : { match, conditions };
}

/** Reads the conditions of a group: every one is looked at, whatever the others are. */
export function readList<T>(
  checker: Checker,
  raw: unknown,
  path: string,
  read: (child: unknown, path: string) => T | null,
): T[] | null {
  if (raw === undefined) return checker.issue('rule.key_missing', path, 'is missing: a list of conditions.');
  if (!Array.isArray(raw))
    return checker.issue('rule.type', path, `must be a list of conditions, not ${quote(raw)}.`);
  if (raw.length === 0) {
    return checker.issue('rule.empty', path, 'is empty: say {"kind":"everyone"} when everybody is meant.');
  }
  const read_ = raw.map((child, index) => read(child, pointer(path, index)));
  return read_.includes(null) ? null : (read_ as T[]);
}

function readNode(
  checker: Checker,
  raw: unknown,
  path: string,
  scope: Scope,
  depth: number,
): PropertyCondition | PropertyGroup | null {
  if (!isObject(raw))
    return checker.issue('rule.type', path, `must be a condition or a group, not ${quote(raw)}.`);
  if (raw['conditions'] !== undefined || raw['match'] !== undefined) {
    return readPropertyGroup(checker, raw, path, scope, depth + 1);
  }
  if (!checker.count(path)) return null;
  return readCondition(checker, raw, path, scope, depth);
}

function readCondition(
  checker: Checker,
  raw: JsonObject,
  path: string,
  scope: Scope,
  depth: number,
): PropertyCondition | null {
  const name = raw['property'];
  const at = pointer(path, 'property');
  const subject = typeof name === 'string' ? scope.subjects?.get(name) : undefined;
  if (typeof name !== 'string' || subject === undefined) {
    sayUnknown(checker, name, at, scope);
    checkStray(checker, raw, path, ['property']);
    return null;
  }
  const operands = readOperands(checker, raw, path, subject, ['property'], (where, wherePath, fields) =>
    readPropertyGroup(checker, where, wherePath, fieldScope(subject.label, fields), depth + 1),
  );
  return operands === null ? null : { property: name, ...operands };
}

function sayUnknown(checker: Checker, name: unknown, path: string, { of, subjects }: Scope): void {
  const known = [...(subjects ?? [])].map(([key, { label }]) => ({ name: key, label }));
  const names = known.map((one) => one.name);
  if (name === undefined) {
    checker.issue('rule.key_missing', path, `is missing: one of the ${of}.`, names.slice(0, 3));
    return;
  }
  if (typeof name === 'string' && subjects === null) return;
  const near = typeof name === 'string' ? checker.near(name, known) : [];
  const list = names.length === 0 ? 'there are none' : `they are ${orList(names.slice(0, 12))}`;
  checker.issue('property.unknown', path, `${quote(name)} is none of the ${of}; ${list}.`, near);
}

export const fieldScope = (label: string, fields: readonly FieldDefinition[]): Scope => ({
  of: `fields of ${label}`,
  subjects: new Map(fields.map(({ name, type }) => [name, { label: name, type }])),
});
