import {
  SYSTEM_ATTRIBUTES,
  didYouMean,
  isName,
  isTimeZone,
  lengthOf,
  nameMessage,
  suggestName,
  type Catalog,
  type ValueType,
} from '@satsuma/segment-engine';
import { LIMITS } from '../limits.ts';
import {
  IDENTIFIERS,
  TARGETS_OF,
  usedColumns,
  type ImportKind,
  type ImportMapping,
  type ImportTarget,
} from './import-mapping.ts';

/** A problem of a mapping; the path is a JSON pointer from the body of the request. */
export interface MappingIssue {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly suggestions: readonly string[];
}

export interface MappingContext {
  readonly kind: ImportKind;
  readonly catalog: Catalog;
  /** True: names that the catalog does not have are errors. */
  readonly strict: boolean;
}

/** Everything that keeps an import with this mapping from starting, all at once. The shape has been checked before. */
export function checkMapping(mapping: ImportMapping, context: MappingContext): readonly MappingIssue[] {
  const columns = usedColumns(mapping);
  return [
    ...wholeIssues(mapping, columns, context),
    ...eventIssues(mapping, columns, context),
    ...duplicateIssues(columns),
    ...columns.flatMap(([column, target]) => targetIssues(column, target, mapping, context)),
  ];
}

const issue = (
  code: string,
  path: string,
  message: string,
  suggestions: readonly string[] = [],
): MappingIssue => ({
  code,
  path,
  message,
  suggestions,
});

/** The pointer of a column in a mapping, or of a field of it. */
export function columnPath(column: string, field?: string): string {
  const path = `/mapping/columns/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return field === undefined ? path : `${path}/${field}`;
}

function wholeIssues(
  mapping: ImportMapping,
  columns: readonly [string, ImportTarget][],
  { kind }: MappingContext,
): MappingIssue[] {
  const issues: MappingIssue[] = [];
  if (mapping.format === 'ndjson' && mapping.delimiter !== undefined) {
    issues.push(issue('mapping.delimiter', '/mapping/delimiter', 'NDJSON has no delimiter.'));
  }
  if (Object.keys(mapping.columns).length > LIMITS.columns) {
    issues.push(
      issue('mapping.limit', '/mapping/columns', `A mapping has at most ${LIMITS.columns} columns.`),
    );
  }
  if (!columns.some(([, { to }]) => IDENTIFIERS.includes(to))) {
    const whose = kind === 'events' ? 'whose event it is' : 'who is meant';
    const message = `No column says ${whose}: map one to externalId, email or phone.`;
    issues.push(issue('mapping.person_missing', '/mapping/columns', message, [...IDENTIFIERS]));
  }
  return issues;
}

function eventIssues(
  { event }: ImportMapping,
  columns: readonly [string, ImportTarget][],
  { kind, catalog, strict }: MappingContext,
): MappingIssue[] {
  const path = '/mapping/event';
  if (kind === 'persons') {
    return event === undefined
      ? []
      : [issue('mapping.target', path, 'An import of people has no event name.')];
  }
  const named = columns.some(([, { to }]) => to === 'eventName');
  if (event === undefined) {
    if (named) return [];
    const message = 'Say which event this is: set “event” to its name, or map a column to eventName.';
    return [issue('mapping.event_missing', path, message)];
  }
  if (named) {
    return [
      issue(
        'mapping.event_twice',
        path,
        'A column has the name of the event already; leave one of them out.',
      ),
    ];
  }
  if (event.trim() === '') return [issue('mapping.event_missing', path, 'The name of the event is empty.')];
  if (lengthOf(event) > LIMITS.eventName) {
    return [issue('mapping.limit', path, `The name of an event has at most ${LIMITS.eventName} characters.`)];
  }
  if (!strict || catalog.events.has(event)) return [];
  const near = didYouMean(event, catalog.events.values());
  return [issue('mapping.unknown_event', path, `There is no event ${JSON.stringify(event)}.`, near)];
}

function duplicateIssues(columns: readonly [string, ImportTarget][]): MappingIssue[] {
  const first = new Map<string, string>();
  return columns.flatMap(([column, target]) => {
    const key = isNamed(target) ? `${target.to} ${nameOf(column, target)}` : target.to;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, column);
      return [];
    }
    const message = `${JSON.stringify(column)} becomes ${key} and so does ${JSON.stringify(other)}; ignore one of them.`;
    return [issue('mapping.duplicate', columnPath(column, 'to'), message, ['ignore'])];
  });
}

const isNamed = ({ to }: ImportTarget): boolean => to === 'attribute' || to === 'property';

/** The name of the attribute or property that a column becomes. */
export const nameOf = (column: string, target: ImportTarget): string =>
  'name' in target && target.name !== undefined ? target.name : column;

function targetIssues(
  column: string,
  target: ImportTarget,
  mapping: ImportMapping,
  context: MappingContext,
): MappingIssue[] {
  if (!TARGETS_OF[context.kind].has(target.to)) {
    const what = context.kind === 'persons' ? 'people' : 'events';
    const message = `An import of ${what} has no ${target.to}.`;
    return [issue('mapping.target', columnPath(column, 'to'), message, [...TARGETS_OF[context.kind]])];
  }
  if (target.to === 'occurredAt') {
    if (target.timeZone === undefined || isTimeZone(target.timeZone)) return [];
    const message = `${JSON.stringify(target.timeZone)} is no time zone, such as “Europe/Zagreb” or “UTC”.`;
    return [issue('mapping.time_zone', columnPath(column, 'timeZone'), message)];
  }
  if (target.to !== 'attribute' && target.to !== 'property') return [];
  return namedIssues(column, target, mapping, context);
}

function namedIssues(
  column: string,
  target: Extract<ImportTarget, { to: 'attribute' | 'property' }>,
  mapping: ImportMapping,
  { catalog, strict }: MappingContext,
): MappingIssue[] {
  const name = nameOf(column, target);
  if (!isName(name)) {
    const fitted = suggestName(name);
    return [
      issue(
        'mapping.name',
        columnPath(column, 'name'),
        `${nameMessage(name)}.`,
        fitted === null ? [] : [fitted],
      ),
    ];
  }
  if (target.to === 'attribute') {
    if (SYSTEM_ATTRIBUTES.some((known) => known.name === name)) return [systemIssue(column, name)];
    const known = catalog.attributes.get(name);
    return fitIssues(column, name, target.type, {
      known,
      strict,
      what: 'attribute',
      all: catalog.attributes,
    });
  }
  if (target.type === 'objects') {
    return [issue('mapping.type', columnPath(column, 'type'), 'A property cannot be a list of objects.')];
  }
  const properties = mapping.event === undefined ? undefined : catalog.events.get(mapping.event)?.properties;
  if (properties === undefined) return [];
  const known = properties.get(name);
  return fitIssues(column, name, target.type, { known, strict, what: 'property', all: properties });
}

function systemIssue(column: string, name: string): MappingIssue {
  const settable = TARGETS_OF.persons.has(name as ImportTarget['to']);
  const message = settable
    ? `${name} is not an attribute: use { "to": "${name}" }.`
    : `${name} is kept by the system and cannot be imported; ignore the column or give it another name.`;
  return issue('mapping.name', columnPath(column, 'name'), message, settable ? [name] : []);
}

function fitIssues(
  column: string,
  name: string,
  type: ValueType | undefined,
  {
    known,
    strict,
    what,
    all,
  }: {
    readonly known: { readonly type: ValueType } | undefined;
    readonly strict: boolean;
    readonly what: 'attribute' | 'property';
    readonly all: ReadonlyMap<string, { readonly name: string; readonly label: string }>;
  },
): MappingIssue[] {
  if (known === undefined) {
    if (!strict) return [];
    const message = `There is no ${what} ${JSON.stringify(name)}, and this workspace takes known ones only.`;
    return [
      issue(`mapping.unknown_${what}`, columnPath(column, 'name'), message, didYouMean(name, all.values())),
    ];
  }
  if (type === undefined || type === known.type) return [];
  const message = `${name} is of type ${known.type} in the catalog and cannot become ${type}.`;
  return [issue('mapping.type', columnPath(column, 'type'), message, [known.type])];
}
