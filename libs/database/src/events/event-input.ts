import { hash } from 'node:crypto';
import { lengthOf, parseInstant, unstorable } from '@satsuma/segment-engine';
import { eventNameProblem } from '../catalog/event-name.ts';
import { ItemReport, isObject, type ItemError } from '../catalog/item-report.ts';
import { DATA_LIMITS } from '../catalog/limits.ts';
import { readIdentifier, type Identifier } from '../persons/identifiers.ts';

/** An event whose form is known; its properties are for the catalog to say. */
export interface ReadEvent {
  readonly name: string;
  /** Id of the person, when it was given. */
  readonly personId: number | null;
  readonly identifiers: readonly Identifier[];
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** An event as it came: refused by its form, or read. The key counts in either case, since a known one is a duplicate whatever it says. */
export type EventItem = { readonly key: string | null } & (
  | { readonly error: ItemError; readonly event: null }
  | { readonly error: null; readonly event: ReadEvent }
);

/** An event ahead of the clock by no more than this is kept as it is. */
const AHEAD_MS = 5000;

const KEYS = ['eventId', 'name', 'person', 'occurredAt', 'properties'];
const PERSON_KEYS = ['id', 'externalId', 'email', 'phone'];
const IDENTIFIERS = ['externalId', 'email', 'phone'] as const;

export function readEventItem(raw: unknown, now: Date): EventItem {
  const report = new ItemReport();
  if (!isObject(raw)) {
    report.refuse('value.type', '', 'An event is an object.');
    return { key: null, event: null, error: report.error() };
  }
  report.onlyKeys(raw, '', KEYS);
  const key = readKey(raw['eventId'], report);
  const name = readName(raw['name'], report);
  const { personId, identifiers } = readPerson(raw['person'], report);
  const occurredAt = readOccurredAt(raw['occurredAt'], now.getTime(), report);
  const properties = raw['properties'] ?? {};
  if (!isObject(properties) || raw['properties'] === null) {
    report.refuse('value.type', '/properties', 'properties must be an object.');
  } else if (!report.failed) {
    return { key, event: { name, personId, identifiers, occurredAt, properties }, error: null };
  }
  return { key, event: null, error: report.error() };
}

/** The id of an event as it is kept: a hash in the form of a uuid. */
export const eventKey = (eventId: string): string => hash('sha256', eventId, 'hex').slice(0, 32);

function readKey(raw: unknown, report: ItemReport): string | null {
  if (raw === undefined) return null;
  const path = '/eventId';
  if (typeof raw !== 'string' || raw === '') {
    return report.refuse('value.type', path, 'The eventId must be text that is not empty.');
  }
  if (raw.length > DATA_LIMITS.eventId && lengthOf(raw) > DATA_LIMITS.eventId) {
    return report.refuse('value.limit', path, `An eventId has at most ${DATA_LIMITS.eventId} characters.`);
  }
  const broken = unstorable(raw);
  if (broken !== null) return report.refuse('value.invalid', path, `The eventId ${broken}.`);
  return eventKey(raw);
}

function readName(raw: unknown, report: ItemReport): string {
  const problem = eventNameProblem(raw);
  if (problem === null) return raw as string;
  report.refuse(problem.code, '/name', problem.message);
  return '';
}

function readPerson(raw: unknown, report: ItemReport): Pick<ReadEvent, 'personId' | 'identifiers'> {
  const nobody = { personId: null, identifiers: [] };
  if (!isObject(raw)) {
    report.refuse('value.type', '/person', 'An event needs a person: an id, externalId, email or phone.');
    return nobody;
  }
  report.onlyKeys(raw, '/person', PERSON_KEYS);
  const identifiers: Identifier[] = [];
  for (const kind of IDENTIFIERS) {
    if (raw[kind] === undefined) continue;
    const identifier = readIdentifier(kind, raw[kind], `/person/${kind}`, report);
    if (identifier !== null) identifiers.push(identifier);
  }
  const id = raw['id'];
  if (id !== undefined && (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1)) {
    report.refuse('value.type', '/person/id', 'The id of a person is a whole number above zero.');
    return nobody;
  }
  if (id === undefined && identifiers.length === 0 && !report.failed) {
    report.refuse(
      'identifier.missing',
      '/person',
      'An event needs a person: an id, externalId, email or phone.',
      PERSON_KEYS,
    );
  }
  return { personId: id ?? null, identifiers };
}

function readOccurredAt(raw: unknown, now: number, report: ItemReport): number {
  if (raw === undefined) return now;
  const instant = typeof raw === 'string' ? parseInstant(raw) : null;
  if (instant !== null) return instant > now + AHEAD_MS ? now : instant;
  const completed = typeof raw === 'string' ? `${raw.replace(' ', 'T')}Z` : '';
  report.refuse(
    'value.invalid',
    '/occurredAt',
    'occurredAt must be a date and time with an offset, such as "2026-01-31T09:30:00Z".',
    parseInstant(completed) === null ? [] : [completed],
  );
  return now;
}
