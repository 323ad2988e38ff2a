import { foldText, lengthOf, unstorable } from '@satsuma/segment-engine';
import { isObject, pointerTo, quote, type ItemReport } from '../catalog/item-report.ts';
import { DATA_LIMITS } from '../catalog/limits.ts';
import { keyOf, readIdentifier, type Identifier } from './identifiers.ts';

/** What one item says about a person, once it is known to be well-formed. */
export interface PersonChange {
  readonly externalId: Identifier | undefined;
  /** Added to those that the person has. */
  readonly add: readonly Identifier[];
  /** Take the place of those that the person has. */
  readonly emails: readonly Identifier[] | undefined;
  readonly phones: readonly Identifier[] | undefined;
  readonly type: 'customer' | 'lead' | undefined;
  readonly tags: readonly string[] | undefined;
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
  /** Not looked into yet: what fits is for the catalog to say. */
  readonly attributes: Readonly<Record<string, unknown>> | undefined;
}

const KEYS = [
  'externalId',
  'email',
  'phone',
  'emails',
  'phones',
  'type',
  'tags',
  'addTags',
  'removeTags',
  'attributes',
];

/** Reads everything of a person but the attributes; null, with issues, when something does not fit. */
export function readPersonChange(raw: unknown, report: ItemReport): PersonChange | null {
  if (!isObject(raw)) return report.refuse('value.type', '', 'A person is an object.');
  report.onlyKeys(raw, '', KEYS);
  const one = (kind: 'externalId' | 'email' | 'phone'): Identifier | undefined =>
    raw[kind] === undefined ? undefined : (readIdentifier(kind, raw[kind], `/${kind}`, report) ?? undefined);
  const [externalId, email, phone] = [one('externalId'), one('email'), one('phone')];
  const change: PersonChange = {
    externalId,
    add: [email, phone].filter((identifier) => identifier !== undefined),
    emails: readIdentifiers('email', raw['emails'], '/emails', report),
    phones: readIdentifiers('phone', raw['phones'], '/phones', report),
    type: readType(raw['type'], report),
    tags: raw['tags'] === undefined ? undefined : readTags(raw['tags'], '/tags', report),
    addTags: readTags(raw['addTags'], '/addTags', report),
    removeTags: readTags(raw['removeTags'], '/removeTags', report),
    attributes: readAttributes(raw['attributes'], report),
  };
  for (const key of ['addTags', 'removeTags']) {
    if (raw['tags'] !== undefined && raw[key] !== undefined) {
      report.refuse('value.invalid', `/${key}`, `tags replaces all tags, so it does not go with ${key}.`, [
        'tags',
      ]);
    }
  }
  return report.failed ? null : change;
}

/** Every identifier that a change mentions. */
export const identifiersOf = ({ externalId, add, emails = [], phones = [] }: PersonChange): Identifier[] => [
  ...(externalId === undefined ? [] : [externalId]),
  ...add,
  ...emails,
  ...phones,
];

function readIdentifiers(
  kind: 'email' | 'phone',
  raw: unknown,
  path: string,
  report: ItemReport,
): Identifier[] | undefined {
  if (raw === undefined) return undefined;
  if (!Array.isArray(raw)) {
    report.refuse('value.type', path, `${path.slice(1)} must be a list of texts.`);
    return undefined;
  }
  const found = new Map<string, Identifier>();
  for (const [index, item] of raw.slice(0, 10 * DATA_LIMITS.addresses).entries()) {
    const identifier = readIdentifier(kind, item, pointerTo(path, index), report);
    if (identifier !== null && !found.has(keyOf(identifier))) found.set(keyOf(identifier), identifier);
  }
  if (found.size > DATA_LIMITS.addresses || raw.length > 10 * DATA_LIMITS.addresses) {
    report.refuse('value.limit', path, `A person has at most ${DATA_LIMITS.addresses} ${path.slice(1)}.`);
  }
  return [...found.values()];
}

function readType(raw: unknown, report: ItemReport): 'customer' | 'lead' | undefined {
  if (raw === undefined || raw === 'customer' || raw === 'lead') return raw;
  report.refuse('value.invalid', '/type', 'The type is customer or lead.', ['customer', 'lead']);
  return undefined;
}

/** Tags as a set after folding, in their first spelling. */
function readTags(raw: unknown, path: string, report: ItemReport): string[] {
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    report.refuse('value.type', path, `${path.slice(1)} must be a list of texts.`);
    return [];
  }
  const tags = new Map<string, string>();
  for (const [index, tag] of raw.slice(0, 10 * DATA_LIMITS.tags).entries()) {
    const at = pointerTo(path, index);
    if (typeof tag !== 'string') report.refuse('value.type', at, 'A tag must be text.');
    else if (isTag(tag, at, report) && !tags.has(foldText(tag))) tags.set(foldText(tag), tag);
  }
  if (tags.size > DATA_LIMITS.tags || raw.length > 10 * DATA_LIMITS.tags) {
    report.refuse('value.limit', path, `A person has at most ${DATA_LIMITS.tags} tags.`);
  }
  return [...tags.values()];
}

function isTag(tag: string, path: string, report: ItemReport): boolean {
  const broken = unstorable(tag);
  if (broken !== null) report.refuse('value.invalid', path, `The tag ${broken}.`);
  else if (tag.length > DATA_LIMITS.tag && lengthOf(tag) > DATA_LIMITS.tag) {
    report.refuse('value.limit', path, `A tag has at most ${DATA_LIMITS.tag} characters.`);
  } else if (foldText(tag) === '')
    report.refuse('value.invalid', path, `${quote(tag)} is no tag: it is empty.`);
  else return true;
  return false;
}

function readAttributes(raw: unknown, report: ItemReport): Readonly<Record<string, unknown>> | undefined {
  if (raw === undefined || isObject(raw)) return raw;
  report.refuse('value.type', '/attributes', 'attributes must be an object.');
  return undefined;
}
