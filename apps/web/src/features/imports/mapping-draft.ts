import type { ImportKind, ImportMapping, ImportTarget, inspectImport, ReplyOf } from '@satsuma/contracts';

export type Inspection = ReplyOf<typeof inspectImport>;
export type TargetName = ImportTarget['to'];

/** What a column of each kind of file may become, in the order people are offered it. */
export const TARGETS: Record<ImportKind, readonly TargetName[]> = {
  persons: ['externalId', 'email', 'phone', 'attribute', 'tags', 'type', 'ignore'],
  events: ['externalId', 'email', 'phone', 'eventName', 'occurredAt', 'eventId', 'property', 'ignore'],
};

export const TARGET_LABELS: Record<TargetName, string> = {
  externalId: 'External id of the person',
  email: 'E-mail of the person',
  phone: 'Phone of the person',
  type: 'Type: customer or lead',
  tags: 'Tags',
  attribute: 'Attribute',
  eventId: 'Id of the event',
  eventName: 'Name of the event',
  occurredAt: 'Time of the event',
  property: 'Property of the event',
  ignore: 'Leave out',
};

/** The mapping a person starts from: what was guessed, for every column. */
export const draftMapping = ({ mapping, columns }: Inspection): ImportMapping => ({
  ...mapping,
  columns: Object.fromEntries(columns.map(({ name, target }) => [name, target])),
});

/** Turns a column into something else, keeping the guessed type where the new target has one. */
export function retarget(
  mapping: ImportMapping,
  column: Inspection['columns'][number],
  to: TargetName,
): ImportMapping {
  return withTarget(mapping, column.name, targetOf(to, column));
}

function targetOf(to: TargetName, { target, type }: Inspection['columns'][number]): ImportTarget {
  if (target.to === to) return target;
  if (to === 'attribute') return { to, type };
  if (to === 'property') return { to, type: type === 'objects' ? 'text' : type };
  if (to === 'occurredAt') return { to, timeZone: 'UTC' };
  return { to };
}

export const withTarget = (mapping: ImportMapping, column: string, target: ImportTarget): ImportMapping => ({
  ...mapping,
  columns: { ...mapping.columns, [column]: target },
});

/** What must be settled before the import can start; the server looks more closely. */
export function mappingProblems(kind: ImportKind, { columns, event }: ImportMapping): readonly string[] {
  const used = new Set(Object.values(columns).map(({ to }) => to));
  const problems: string[] = [];
  if (!used.has('externalId') && !used.has('email') && !used.has('phone')) {
    problems.push('Choose the column that says who it is: an external id, an e-mail or a phone.');
  }
  if (kind === 'events' && !used.has('eventName') && (event ?? '').trim() === '') {
    problems.push('Say which event this is, or choose the column that has its name.');
  }
  return problems;
}

/** What is sent: columns that are left out are not named, and a name of the event only where no column has it. */
export function finishedMapping(kind: ImportKind, mapping: ImportMapping): ImportMapping {
  const { event, ...rest } = mapping;
  const columns = Object.fromEntries(Object.entries(mapping.columns).filter(([, { to }]) => to !== 'ignore'));
  const named = Object.values(columns).some(({ to }) => to === 'eventName');
  const name = (event ?? '').trim();
  return { ...rest, columns, ...(kind === 'events' && !named && name !== '' ? { event: name } : {}) };
}

/** Pointer of a column in the issues of the server. */
export const columnPointer = (column: string): string =>
  `/mapping/columns/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`;
