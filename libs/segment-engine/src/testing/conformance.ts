import type { Rule } from '../ast/rule.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { checkRule, type CheckedRule, type CheckResult } from '../check/index.ts';
import type { PersonFacts } from '../evaluate/person.ts';
import { catalogOf, personOf, type World, type WorldPerson } from './world.ts';

/** One file of `conformance/`; the format is told in its README. */
export interface ConformanceFile {
  readonly about: string;
  readonly now: string;
  readonly timeZone: string;
  readonly world: World;
  readonly people: Readonly<Record<string, WorldPerson>>;
  readonly cases?: readonly MembersCase[];
  readonly refused?: readonly RefusedCase[];
  readonly accepted?: readonly AcceptedCase[];
}

interface Given {
  readonly says: string;
  readonly rule?: unknown;
  readonly condition?: unknown;
  readonly self?: number;
}

interface MembersCase extends Given {
  readonly now?: string;
  readonly timeZone?: string;
  readonly expect?: readonly string[];
  readonly except?: readonly string[];
}

interface RefusedCase extends Given {
  readonly issues: readonly string[];
}

interface AcceptedCase extends Given {
  readonly warnings?: readonly string[];
}

/** A question to an evaluator: who meets the rule? */
export interface Question {
  readonly says: string;
  readonly rule: CheckedRule;
  /** None of the rule: everybody else meets it. */
  readonly complement: CheckedRule;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeZone: string;
  /** Names of those who meet it, in the order of the file. */
  readonly expected: readonly string[];
}

export interface Conformance {
  readonly catalog: Catalog;
  readonly names: readonly string[];
  /** In the order of `names`; ids count from 1. */
  readonly people: readonly PersonFacts[];
  readonly questions: readonly Question[];
  /** What the check says to a rule, as `code pointer`, beside what it should say. */
  readonly checks: readonly {
    readonly says: string;
    readonly result: CheckResult;
    readonly issues: readonly string[];
    readonly warnings: readonly string[] | null;
  }[];
}

/** Reads a file of cases. Throws when a case is no case: an unknown key, an unknown person, a rule that the check refuses. */
export function readConformance(json: unknown): Conformance {
  const file = expand(json) as ConformanceFile;
  onlyKeys(file, ['about', 'now', 'timeZone', 'world', 'people', 'cases', 'refused', 'accepted']);
  const catalog = catalogOf(file.world);
  const names = Object.keys(file.people);
  let events = 1;
  const people = Object.values(file.people).map((person, index) => {
    const one = personOf(person, index + 1, catalog, events);
    events += one.events.length;
    return one;
  });
  return {
    catalog,
    names,
    people,
    questions: (file.cases ?? []).map((given) => questionOf(given, file, catalog, names)),
    checks: [...(file.refused ?? []), ...(file.accepted ?? [])].map((given) => checkOf(given, catalog)),
  };
}

function questionOf(
  given: MembersCase,
  file: ConformanceFile,
  catalog: Catalog,
  names: readonly string[],
): Question {
  onlyKeys(given, ['says', 'rule', 'condition', 'now', 'timeZone', 'expect', 'except']);
  const listed = given.expect ?? given.except;
  if (listed === undefined) throw new Error(`${given.says}: expects nothing`);
  const unknown = listed.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`${given.says}: nobody is called ${unknown.join(', ')}`);
  const rule = ruleOf(given) as Rule;
  return {
    says: given.says,
    rule: checked(rule, catalog, given.says),
    complement: checked(negated(rule), catalog, given.says),
    now: Date.parse(given.now ?? file.now),
    timeZone: given.timeZone ?? file.timeZone,
    expected: names.filter((name) => listed.includes(name) === (given.expect !== undefined)),
  };
}

/** None of the conditions of an `any`, any of those of a `none`: no deeper than the rule itself, unless it is an `all`. */
function negated(rule: Rule): Rule {
  if (rule.match === 'any') return { ...rule, match: 'none' };
  if (rule.match === 'none') return { ...rule, match: 'any' };
  if (rule.conditions.length === 1) return { ...rule, match: 'none' };
  return { match: 'none', conditions: [{ match: 'all', conditions: rule.conditions }] };
}

function checked(rule: unknown, catalog: Catalog, says: string): CheckedRule {
  const result = checkRule(rule, catalog);
  if (!result.ok) throw new Error(`${says}: ${JSON.stringify(result.issues)}`);
  return result.rule;
}

function checkOf(given: RefusedCase | AcceptedCase, catalog: Catalog): Conformance['checks'][number] {
  onlyKeys(given, ['says', 'rule', 'condition', 'self', 'issues', 'warnings']);
  const result = checkRule(ruleOf(given), catalog, { self: given.self ?? null });
  const refused = 'issues' in given;
  return {
    says: given.says,
    result,
    issues: refused ? given.issues : [],
    warnings: refused ? null : (given.warnings ?? []),
  };
}

const ruleOf = ({ rule, condition }: Given): unknown =>
  rule === undefined ? { match: 'all', conditions: [condition] } : rule;

function onlyKeys(object: object, allowed: readonly string[]): void {
  const unknown = Object.keys(object).filter((key) => !allowed.includes(key));
  if (unknown.length > 0) throw new Error(`A case has no ${unknown.join(', ')}: ${JSON.stringify(object)}`);
}

type Json = Readonly<Record<string, unknown>>;

/** Writes the short forms of long inputs out: `$repeat`, `$text` and `$nest`. */
function expand(json: unknown): unknown {
  if (Array.isArray(json)) {
    return json.flatMap((item: unknown) => {
      if (!isShort(item, '$repeat')) return [expand(item)];
      return Array.from({ length: Number(item['$repeat']) }, (_, index) =>
        numbered(expand(item['of']), index),
      );
    });
  }
  if (typeof json !== 'object' || json === null) return json;
  if (isShort(json, '$text')) return String(json['of']).repeat(Number(json['$text']));
  if (isShort(json, '$nest')) {
    let inner = expand(json['of']);
    for (let level = 0; level < Number(json['$nest']); level += 1) inner = placed(json['in'], inner);
    return inner;
  }
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, expand(value)]));
}

const isShort = (json: unknown, key: string): json is Json =>
  typeof json === 'object' && json !== null && Object.hasOwn(json, key);

function mapTexts(json: unknown, map: (text: string) => unknown): unknown {
  if (typeof json === 'string') return map(json);
  if (Array.isArray(json)) return json.map((item) => mapTexts(item, map));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, mapTexts(value, map)]));
}

const numbered = (json: unknown, index: number): unknown =>
  mapTexts(json, (text) => text.replaceAll('#', String(index)));

const placed = (outer: unknown, inner: unknown): unknown =>
  mapTexts(outer, (text) => (text === '$here' ? inner : text));
