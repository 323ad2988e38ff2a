import { foldText, type Catalog } from '@satsuma/segment-engine';
import type { Transactional } from '../client/transaction.ts';
import { isObject } from './item-report.ts';
import { countValues, type ValueSource } from './value-counts.ts';
import { sourceOfAttribute, sourceOfProperty } from './values.repository.ts';
import type { WorkspaceCatalog } from './workspace-catalog.ts';

/** After so long no further values are counted, in milliseconds: a warning is not worth more. */
const PATIENCE = 3000;

/**
 * The catalog with the values that are there of every text that a rule asks for, so that a check can warn about values that
 * nobody has. The rule is taken as it comes, checked or not. Sensitive values stay out, and so do those that it would take
 * long to count.
 */
export async function withKnownValues(
  db: Transactional,
  workspaceId: number,
  known: WorkspaceCatalog,
  rule: unknown,
): Promise<Catalog> {
  const asked = new Map<string, Asked>();
  visit(rule, null, asked);
  const attributes = new Map(known.catalog.attributes);
  const events = new Map(known.catalog.events);
  const start = performance.now();
  for (const { event, name, operands } of asked.values()) {
    if (performance.now() - start > PATIENCE) break;
    const source = event === null ? sourceOfAttribute(known, name) : sourceOfProperty(known, event, name);
    if (source === null) continue;
    if (event === null) {
      const definition = attributes.get(name);
      if (definition === undefined || !isText(definition.type)) continue;
      attributes.set(name, { ...definition, knownValues: await valuesOf(db, known, source, operands) });
    } else {
      const definition = events.get(event);
      const property = definition?.properties.get(name);
      if (definition === undefined || property === undefined || !isText(property.type)) continue;
      const knownValues = await valuesOf(db, known, source, operands);
      const properties = new Map(definition.properties).set(name, { ...property, knownValues });
      events.set(event, { ...definition, properties });
    }
  }
  return { attributes, events, segments: known.catalog.segments };
}

const isText = (type: string): boolean => type === 'text' || type === 'list';

/** What a rule compares with one attribute, or with one property of an event. */
interface Asked {
  readonly event: string | null;
  readonly name: string;
  readonly operands: Set<string>;
}

/** A rule has at most a hundred conditions and six levels; what goes beyond is refused by the check anyway. */
const DEEPEST = 20;

function visit(node: unknown, event: string | null, asked: Map<string, Asked>, depth = 0): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(node)) {
    for (const child of node) visit(child, event, asked, depth + 1);
    return;
  }
  if (!isObject(node)) return;
  const inEvent = typeof node['event'] === 'string' ? node['event'] : event;
  const name = inEvent === null ? node['attribute'] : node['property'];
  if (typeof name === 'string') {
    const key = JSON.stringify([inEvent, name]);
    const one = asked.get(key) ?? { event: inEvent, name, operands: new Set<string>() };
    asked.set(key, one);
    const values = Array.isArray(node['values']) ? node['values'] : [];
    for (const operand of [node['value'], ...values]) {
      if (typeof operand === 'string' && operand.length <= 10_000) one.operands.add(foldText(operand));
    }
  }
  for (const key of ['conditions', 'where', 'with', 'steps']) visit(node[key], inEvent, asked, depth + 1);
}

/** All values when they are few; else the most frequent ones and those of the operands that are there. */
async function valuesOf(
  db: Transactional,
  { workspaceId, version }: WorkspaceCatalog,
  source: ValueSource,
  operands: ReadonlySet<string>,
): Promise<string[]> {
  const all = await countValues(db, { workspaceId, version, source });
  const known = new Set(all.values.map(({ folded }) => folded));
  const open = [...operands].filter(
    (operand) => operand !== '' && !known.has(operand) && !operand.includes('\0'),
  );
  const found =
    all.complete || open.length === 0
      ? []
      : (await countValues(db, { workspaceId, version, source, among: open })).values;
  return [...all.values, ...found].map(({ value }) => value);
}
