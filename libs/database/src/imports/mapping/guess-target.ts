import {
  STANDARD_ATTRIBUTES,
  SYSTEM_ATTRIBUTES,
  foldText,
  suggestName,
  type Catalog,
  type ValueType,
} from '@satsuma/segment-engine';
import type { ImportKind, ImportTarget } from './import-mapping.ts';

/** A column of a sample. */
export interface SampledColumn {
  readonly name: string;
  /** Values that are not blank. */
  readonly values: readonly string[];
  readonly type: ValueType;
}

export interface GuessContext {
  readonly kind: ImportKind;
  readonly catalog: Catalog;
}

type Single = Exclude<ImportTarget['to'], 'attribute' | 'property' | 'ignore'>;

/** Names that mean the same, letters and digits only, the surest first. */
const NAMES: Record<Single, readonly string[]> = {
  externalId: [
    'externalid',
    'customerid',
    'userid',
    'personid',
    'contactid',
    'clientid',
    'memberid',
    'profileid',
    'subscriberid',
    'customernumber',
    'customerno',
    'customer',
    'user',
    'uid',
    'id',
  ],
  email: ['email', 'emailaddress', 'mail', 'emailaddr', 'useremail', 'customeremail'],
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'mobilenumber',
    'mobilephone',
    'msisdn',
    'telephone',
    'tel',
    'cell',
  ],
  type: ['type', 'persontype', 'customertype'],
  tags: ['tags', 'tag', 'labels'],
  eventId: ['eventid', 'messageid', 'eventuuid', 'insertid', 'id'],
  eventName: ['event', 'eventname', 'eventtype', 'eventkind', 'action', 'activity'],
  occurredAt: [
    'occurredat',
    'occurredon',
    'timestamp',
    'eventtime',
    'eventtimestamp',
    'eventdate',
    'datetime',
    'time',
    'date',
    'createdat',
    'purchasedon',
    'purchasedat',
    'purchasedate',
    'orderdate',
    'transactiondate',
  ],
};

const ORDER: Record<ImportKind, readonly Single[]> = {
  persons: ['externalId', 'email', 'phone', 'type', 'tags'],
  events: ['eventName', 'occurredAt', 'email', 'phone', 'externalId', 'eventId'],
};

/** What each column most likely becomes, by its name. */
export function guessTargets(
  columns: readonly SampledColumn[],
  context: GuessContext,
): ReadonlyMap<string, ImportTarget> {
  const singles = new Map<SampledColumn, Single>();
  for (const to of ORDER[context.kind]) {
    const free = columns.filter((one) => !singles.has(one) && !isEventOwn(one, to, singles, context));
    const column = bestFor(to, free);
    if (column !== null) singles.set(column, to);
  }
  const taken = new Set<string>();
  return new Map(
    columns.map((column) => {
      const to = singles.get(column);
      return [column.name, to === undefined ? namedTarget(column, context, taken) : { to }];
    }),
  );
}

/** A bare `id` in a table of events is the event's where something else says who the person is. */
const isEventOwn = (
  { name }: SampledColumn,
  to: Single,
  singles: ReadonlyMap<SampledColumn, Single>,
  { kind }: GuessContext,
): boolean =>
  kind === 'events' &&
  to === 'externalId' &&
  plain(name) === 'id' &&
  [...singles.values()].some((other) => other === 'email' || other === 'phone');

function bestFor(to: Single, columns: readonly SampledColumn[]): SampledColumn | null {
  for (const name of NAMES[to]) {
    const found = columns.find((column) => plain(column.name) === name && fits(to, column));
    if (found !== undefined) return found;
  }
  if (to !== 'occurredAt') return null;
  const moments = columns.filter((column) => fits(to, column) && column.values.length > 0);
  return moments.find(({ name }) => /(at|on|date|time)$/i.test(name)) ?? moments[0] ?? null;
}

/** Whether the values allow what the name says. */
function fits(to: Single, { values, type }: SampledColumn): boolean {
  if (values.length === 0) return true;
  switch (to) {
    case 'email':
      return values.some((value) => value.includes('@'));
    case 'phone':
      return values.some((value) => /^\+\d{6,15}$/.test(value.trim()));
    case 'type':
      return values.every((value) => ['customer', 'lead'].includes(foldText(value)));
    case 'occurredAt':
      return type === 'date' || type === 'datetime' || values.every((value) => LOCAL_TIME.test(value.trim()));
    default:
      return true;
  }
}

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}[ Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** The attribute or property that a column becomes: a known one of that name however it is spelled, or a new one. */
function namedTarget(
  { name, type }: SampledColumn,
  { kind, catalog }: GuessContext,
  taken: Set<string>,
): ImportTarget {
  const to = kind === 'persons' ? 'attribute' : 'property';
  const known = kind === 'persons' ? knownAttribute(name, catalog) : knownProperty(name, catalog);
  const chosen = known?.name ?? freeName(name);
  if (chosen === null || taken.has(chosen)) return { to: 'ignore' };
  taken.add(chosen);
  if (known !== null) return { to, name: chosen, type: known.type };
  return { to, name: chosen, type: to === 'property' && type === 'objects' ? 'text' : type };
}

function knownAttribute(column: string, catalog: Catalog): { name: string; type: ValueType } | null {
  const own = [...catalog.attributes.values(), ...STANDARD_ATTRIBUTES].filter(({ name }) => !isSystem(name));
  const wanted = ALIASES[plain(column)] ?? plain(column);
  return own.find(({ name }) => name === column) ?? own.find(({ name }) => plain(name) === wanted) ?? null;
}

/** What properties of this name are, where all events that have one agree: which event it will be is not known yet. */
function knownProperty(column: string, { events }: Catalog): { name: string; type: ValueType } | null {
  const all = [...events.values()].flatMap(({ properties }) => [...properties.values()]);
  const found = all.filter(({ name }) => plain(name) === plain(column));
  const [first] = found;
  const agree = found.every(({ name, type }) => name === first?.name && type === first.type);
  return first === undefined || !agree ? null : { name: first.name, type: first.type };
}

/** Other spellings of standard attributes. */
const ALIASES: Readonly<Record<string, string>> = {
  givenname: 'firstname',
  forename: 'firstname',
  surname: 'lastname',
  familyname: 'lastname',
  nickname: 'nickname',
  dob: 'birthdate',
  dateofbirth: 'birthdate',
  birthday: 'birthdate',
  sex: 'gender',
  town: 'city',
  language: 'preferredlanguage',
};

/** A name that an attribute may have: what rules read besides attributes is kept apart from it. */
function freeName(column: string): string | null {
  const name = suggestName(column);
  return name !== null && isSystem(name) ? `${name}_original` : name;
}

const isSystem = (name: string): boolean => SYSTEM_ATTRIBUTES.some((known) => known.name === name);

const plain = (name: string): string => foldText(name).replace(/[^\p{L}\p{N}]+/gu, '');
