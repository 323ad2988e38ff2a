import {
  SYSTEM_ATTRIBUTES,
  flattenAttributes,
  isName,
  kindOf,
  lacksOffset,
  nameMessage,
  parseObjects,
  parseValue,
  suggestName,
  type Fact,
} from '@satsuma/segment-engine';
import { isProblem, type CatalogDraft, type DraftAttribute } from '../catalog/catalog-draft.ts';
import { saysNothing, type ItemReport } from '../catalog/item-report.ts';
import { DATA_LIMITS } from '../catalog/limits.ts';

/** One attribute as it shall be stored; without a fact it is removed. */
export interface AttributeChange {
  readonly key: string;
  readonly fact?: Fact;
  /** Present where the spelling differs from the fact. */
  readonly original?: unknown;
}

/** Which field of a person sets what rules read beside attributes. */
const FIELDS: Readonly<Record<string, string | null>> = {
  externalId: 'externalId',
  type: 'type',
  email: 'email or emails',
  phone: 'phone or phones',
  tags: 'tags, addTags or removeTags',
  createdAt: null,
  updatedAt: null,
  lastSeenAt: null,
};
const SYSTEM_NAMES = new Set(SYSTEM_ATTRIBUTES.map(({ name }) => name));

/** Reads attributes against the catalog. New names join the draft; whatever does not fit becomes an issue. */
export function readAttributeChanges(
  attributes: Readonly<Record<string, unknown>>,
  draft: CatalogDraft,
  report: ItemReport,
): AttributeChange[] {
  const flat = flattenAttributes(attributes);
  if (!flat.ok) {
    const { code, path, message } = flat.problem;
    report.refuse(code, `/attributes${path}`, `The attribute at ${path} ${message}.`);
    return [];
  }
  if (flat.values.size > DATA_LIMITS.attributes) {
    const message = `A person cannot have ${flat.values.size} attributes: a workspace has at most ${DATA_LIMITS.attributes}.`;
    report.refuse('item.limit', '/attributes', message);
    return [];
  }
  const changes: AttributeChange[] = [];
  for (const [name, { value, path }] of flat.values) {
    if (report.isFull) break;
    const change = readOne(name, value, `/attributes${path}`, draft, report);
    if (change !== null) changes.push(change);
  }
  return changes;
}

function readOne(
  name: string,
  raw: unknown,
  path: string,
  draft: CatalogDraft,
  report: ItemReport,
): AttributeChange | null {
  if (SYSTEM_NAMES.has(name)) return refuseSystemName(name, path, report);
  const attribute = draft.attribute(name) ?? addAttribute(name, raw, path, draft, report);
  if (attribute === null) return null;
  const parsed =
    attribute.type === 'objects' ? parseObjects(raw, attribute.fields) : parseValue(attribute.type, raw);
  if (!parsed.ok) {
    const { code, path: below, message, suggestions } = parsed.problem;
    return report.refuse(code, path + below, `${name} ${message}.`, suggestions);
  }
  if (parsed.missing) return { key: attribute.key };
  if (parsed.newFields !== undefined) {
    const problem = draft.addFields(attribute, parsed.newFields);
    if (problem !== null) return report.refuse(problem.code, path, problem.message, problem.suggestions);
  }
  const { fact, original } = parsed;
  return original === undefined ? { key: attribute.key, fact } : { key: attribute.key, fact, original };
}

function refuseSystemName(name: string, path: string, report: ItemReport): null {
  const field = FIELDS[name];
  return field === null || field === undefined
    ? report.refuse('attribute.reserved', path, `${name} is kept by Satsuma itself and cannot be set.`)
    : report.refuse(
        'attribute.reserved',
        path,
        `${name} is no attribute: use ${field} beside attributes.`,
        field.split(/, | or /),
      );
}

/** The attribute that an unknown name becomes; null when it becomes none, with an issue unless nothing was to be stored. */
function addAttribute(
  name: string,
  raw: unknown,
  path: string,
  draft: CatalogDraft,
  report: ItemReport,
): DraftAttribute | null {
  if (!isName(name)) {
    const suggestion = suggestName(name);
    return report.refuse(
      'name.invalid',
      path,
      `${nameMessage(name)}.`,
      suggestion === null ? [] : [suggestion],
    );
  }
  const isMissing = saysNothing(raw);
  if (isMissing && !draft.base.strict) return null;
  const type = isMissing ? 'text' : draft.typeOf(name, raw);
  if (type === null)
    return report.refuse('value.type', path, `${name} has no type that ${kindOf(raw)} like this fits.`);
  const added = draft.addAttribute(name, type);
  if (isProblem(added)) return report.refuse(added.code, path, added.message, added.suggestions);
  if (type === 'text' && lacksOffset(raw)) {
    report.warn(
      'value.no_offset',
      path,
      `${name} has a date and time without an offset: it is kept as text.`,
    );
  }
  const other = draft.similar('attribute', name);
  if (other !== null) {
    report.warn('name.similar', path, `${name} is new and differs from ${other} only in case.`);
  }
  return added;
}
