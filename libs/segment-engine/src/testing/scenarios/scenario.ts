import type { Catalog, FieldDefinition, FieldType, ValueType } from '../../catalog/catalog.ts';
import { SYSTEM_ATTRIBUTES } from '../../catalog/standard.ts';
import { checkRule, type CheckedRule } from '../../check/index.ts';
import type { PersonFacts } from '../../evaluate/person.ts';
import { flattenAttributes } from '../../values/flatten.ts';
import { guessType } from '../../values/guess.ts';
import { parseObjects } from '../../values/objects.ts';
import { catalogOf, personOf, type WorldAttribute, type WorldEvent } from '../world.ts';
import { LeftOut, ruleOf, spanOf, type Json, type Names } from './definition.ts';

/** A moment of a scenario at which the complete membership is known. */
export interface Scene {
  readonly says: string;
  readonly rule: CheckedRule;
  readonly catalog: Catalog;
  readonly now: number;
  readonly timeZone: string;
  readonly names: readonly string[];
  readonly people: readonly PersonFacts[];
  readonly expected: readonly string[];
  /** People of whom the scenario says nothing. */
  readonly unspecified: readonly string[];
}

export type Scenario =
  | { readonly id: string; readonly scenes: readonly Scene[] }
  | { readonly id: string; readonly leftOut: string };

/** Where the meaning of rules differs from what a scenario marked as a choice expects: who is a member all the same. */
const DECIDED: Readonly<Record<string, readonly string[]>> = {
  // A sum over no events is 0.
  'notifuse-g3a': ['none'],
};

/** Translates a neutral scenario to Satsuma's rules and plays it up to every expectation. */
export function readScenario(json: Json): Scenario {
  const id = String(json['id']);
  try {
    return { id, scenes: new Play(json).scenes() };
  } catch (error) {
    if (error instanceof LeftOut) return { id, leftOut: error.message };
    throw error;
  }
}

interface Known {
  readonly attributes: Map<string, unknown>;
  events: WorldEvent[];
  /** When the newest attributes were written at their source. */
  writtenAt: number;
}

const SYSTEM = new Set(SYSTEM_ATTRIBUTES.map(({ name }) => name));

class Play {
  private readonly id: string;
  private readonly clock: number;
  private readonly steps: readonly Json[];
  private readonly people = new Map<string, Known>();
  private readonly definitions = new Map<string, Json>();
  private readonly eventIds = new Set<string>();
  private main: Json | null = null;
  private readonly attributes = new Map<string, ValueType>();
  private readonly events = new Map<string, Map<string, FieldType>>();

  constructor(json: Json) {
    this.id = String(json['id']);
    this.clock = Date.parse(String(json['clock']));
    this.steps = json['steps'] as readonly Json[];
    this.learnTypes();
    this.learnNames(this.steps);
  }

  scenes(): Scene[] {
    return this.steps.flatMap((step, index) => {
      const now = this.instant(String(step['at'] ?? '+0s'));
      this.apply(step, now);
      const expected = step['expect_members'] as readonly string[] | undefined;
      return expected === undefined || this.main === null
        ? []
        : [this.scene(step, index, now, [...expected, ...(DECIDED[this.id] ?? [])])];
    });
  }

  private instant(text: string, otherwise?: number): number {
    const [, sign, span] = /^([+-])(\d.*)$/.exec(text) ?? [];
    if (span !== undefined) return this.clock + (sign === '-' ? -1 : 1) * spanOf(span);
    return text === 'undefined' && otherwise !== undefined ? otherwise : Date.parse(text);
  }

  /** The first value of a name tells its type, as on the way in. */
  private learnTypes(): void {
    for (const step of this.steps) {
      for (const { attributes } of listOf(step['upsert'])) {
        for (const [name, value] of flat(attributes)) learn(this.attributes, name, value);
      }
      for (const { name, properties } of listOf(step['events'])) {
        const known = this.events.get(String(name)) ?? new Map<string, FieldType>();
        this.events.set(String(name), known);
        for (const [key, value] of flat(properties)) learn(known, key, value);
      }
    }
  }

  /** Names that definitions mention but nobody has ever had are text. */
  private learnNames(node: unknown): void {
    if (typeof node !== 'object' || node === null) return;
    const { attribute, event, latest_event: last, first_event: first, event_aggregate: sum } = node as Json;
    if (Array.isArray(attribute)) {
      const name = attribute.join('_');
      if (!this.attributes.has(name) && !SYSTEM.has(name)) this.attributes.set(name, 'text');
    }
    const named = [
      event,
      last,
      first,
      sum,
      'message' in node ? 'message' : undefined,
      'subscription' in node ? 'subscription_changed' : undefined,
    ];
    for (const name of named) {
      if (typeof name === 'string' && !this.events.has(name)) this.events.set(name, new Map());
    }
    for (const child of Object.values(node)) this.learnNames(child);
  }

  private person(name: unknown): Known {
    const known = this.people.get(String(name)) ?? {
      attributes: new Map(),
      events: [],
      writtenAt: -Infinity,
    };
    this.people.set(String(name), known);
    return known;
  }

  private apply(step: Json, now: number): void {
    if (step['manual'] !== undefined) throw new LeftOut('needs members added by hand');
    for (const { person, attributes, at } of listOf(step['upsert'])) {
      const known = this.person(person);
      const writtenAt = this.instant(String(at), now);
      if (writtenAt < known.writtenAt)
        throw new LeftOut('older writes that come later: the last accepted write wins');
      known.writtenAt = writtenAt;
      for (const [name, value] of flat(attributes)) known.attributes.set(name, value);
    }
    for (const { person, name, at, properties, id } of listOf(step['events'])) {
      const known = this.person(person);
      if (id !== undefined && this.eventIds.has(String(id))) continue;
      this.eventIds.add(String(id));
      const occurredAt = new Date(this.instant(String(at), now)).toISOString();
      known.events.push([String(name), occurredAt, Object.fromEntries(flat(properties))]);
    }
    for (const { from, into } of listOf(step['merge'])) this.merge(String(from), String(into));
    for (const name of (step['delete'] ?? []) as readonly string[]) this.people.delete(name);
    if (step['void_events'] !== undefined) throw new LeftOut('needs events taken back');
    for (const [name, definition] of Object.entries((step['segments'] ?? {}) as Json)) {
      if (name === 'main') this.main = definition as Json | null;
      else if (definition === null) this.definitions.delete(name);
      else this.definitions.set(name, definition as Json);
    }
    if (step['segment'] !== undefined) this.main = step['segment'] as Json;
  }

  /** The survivor's own values win, missing ones and events are inherited. */
  private merge(from: string, into: string): void {
    const [lost, survivor] = [this.person(from), this.person(into)];
    for (const [name, value] of lost.attributes) {
      if (!survivor.attributes.has(name)) survivor.attributes.set(name, value);
    }
    survivor.events = [...survivor.events, ...lost.events];
    this.people.delete(from);
  }

  private scene(step: Json, index: number, now: number, expected: readonly string[]): Scene {
    const catalog = this.catalog();
    const result = checkRule(ruleOf(this.main ?? {}, this.names()), catalog);
    if (!result.ok) throw new LeftOut(`the check refuses it: ${result.issues[0]?.message}`);
    let events = 1;
    const people = [...this.people.values()].map(({ attributes, events: own }, position) => {
      const person = worldPerson(attributes, own);
      events += own.length;
      return personOf(person, position + 1, catalog, events - own.length);
    });
    return {
      says: `${this.id}, step ${index + 1}`,
      rule: result.rule,
      catalog,
      now,
      timeZone: 'UTC',
      names: [...this.people.keys()],
      people,
      expected,
      unspecified: (step['unspecified'] ?? []) as readonly string[],
    };
  }

  private names(): Names {
    const segments = new Map([...this.definitions.keys()].map((name, index) => [name, index + 1]));
    return { attributes: this.attributes, events: this.events, segments };
  }

  private catalog(): Catalog {
    const names = this.names();
    const attributes: [string, ValueType | WorldAttribute][] = [...this.attributes]
      .filter(([name]) => !SYSTEM.has(name))
      .map(([name, type]) => [name, type === 'objects' ? { fields: this.fieldsOf(name) } : type]);
    return catalogOf({
      attributes: Object.fromEntries(attributes),
      events: Object.fromEntries([...this.events].map(([name, types]) => [name, Object.fromEntries(types)])),
      segments: [...this.definitions].map(([name, definition]) => ({
        id: names.segments.get(name) ?? 0,
        name,
        rule: ruleOf(definition, names),
      })),
    });
  }

  private fieldsOf(name: string): readonly FieldDefinition[] {
    const fields = new Map<string, FieldDefinition>();
    for (const { attributes } of this.people.values()) {
      const parsed = parseObjects(attributes.get(name) ?? null);
      if (parsed.ok && !parsed.missing)
        for (const field of parsed.newFields ?? []) fields.set(field.name, field);
    }
    return [...fields.values()];
  }
}

const listOf = (given: unknown): readonly Json[] => (given ?? []) as readonly Json[];

function flat(object: unknown): [string, unknown][] {
  const flattened = flattenAttributes((object ?? {}) as Json);
  if (!flattened.ok) throw new LeftOut(`values that are refused: ${flattened.problem.message}`);
  return [...flattened.values].map(([name, { value }]) => [name, value]);
}

function learn<T extends ValueType>(types: Map<string, T>, name: string, value: unknown): void {
  const type = guessType(value);
  if (type !== null && !types.has(name)) types.set(name, type as T);
}

function worldPerson(
  attributes: ReadonlyMap<string, unknown>,
  events: readonly WorldEvent[],
): Parameters<typeof personOf>[0] {
  const own = Object.fromEntries([...attributes].filter(([name]) => !SYSTEM.has(name)));
  const texts = (name: string): readonly string[] => {
    const value = attributes.get(name);
    return typeof value === 'string' ? [value] : ((value ?? []) as readonly string[]);
  };
  return { attributes: own, events, emails: texts('email'), phones: texts('phone'), tags: texts('tags') };
}
