import type { ValueType } from '@satsuma/segment-engine';
import type { Row } from '../file/read-rows.ts';
import type { RowProblem } from '../file/record-splitter.ts';
import type { ColumnPlan } from './column-plan.ts';
import { convertValue, isBlank } from './convert-cell.ts';

/** The type of what the catalog has already, by name: it goes before that of the mapping. */
export type KnownTypes = (name: string) => ValueType | undefined;

/** The input of a person or an event as programs send it, or every problem of the row. */
export type ConvertedRow =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

type Values = ReadonlyMap<string, unknown>;

/** A row as the input of an upsert. Blank identifiers are absent; any other blank removes what was there. */
export function personOf(row: Row, plans: readonly ColumnPlan[], known: KnownTypes): ConvertedRow {
  if (row.values === null) return refused(row);
  const problems: RowProblem[] = [];
  const attributes: Record<string, unknown> = {};
  const input: Record<string, unknown> = {};
  for (const plan of plans) {
    if (plan.to === 'attribute') setNamed(attributes, plan, row.values, known, problems);
    else if (plan.to === 'tags') setTags(input, plan.column, row.values, problems);
    else setText(input, plan.to, plan.column, row.values, problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, input: Object.keys(attributes).length > 0 ? { ...input, attributes } : input };
}

/** A row as the input of an event; `event` is its name where no column has it. Types are looked up by the event's name. */
export function eventOf(
  row: Row,
  plans: readonly ColumnPlan[],
  event: string | undefined,
  knownOf: (event: string) => KnownTypes,
): ConvertedRow {
  if (row.values === null) return refused(row);
  const problems: RowProblem[] = [];
  const person: Record<string, unknown> = {};
  const input: Record<string, unknown> = { person };
  if (event !== undefined) input['name'] = event;
  for (const plan of plans) {
    if (plan.to === 'occurredAt') setMoment(input, plan, row.values, problems);
    else if (plan.to === 'eventId') setText(input, 'eventId', plan.column, row.values, problems);
    else if (plan.to === 'eventName') setText(input, 'name', plan.column, row.values, problems);
    else if (plan.to !== 'property') setText(person, plan.to, plan.column, row.values, problems);
  }
  const { name } = input;
  if (typeof name !== 'string') {
    problems.push({
      column: columnOf(plans, 'eventName'),
      code: 'row.incomplete',
      message: 'The row has no event name.',
    });
    return { ok: false, problems };
  }
  const properties: Record<string, unknown> = {};
  const known = knownOf(name);
  for (const plan of plans) {
    if (plan.to === 'property') setNamed(properties, plan, row.values, known, problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, input: Object.keys(properties).length > 0 ? { ...input, properties } : input };
}

const refused = ({ problem }: Row): ConvertedRow => ({
  ok: false,
  problems: problem === null ? [] : [problem],
});

const problemOf = (column: string, { code, message }: { code: string; message: string }): RowProblem => ({
  column,
  code,
  message: `${column} ${message}.`,
});

const columnOf = (plans: readonly ColumnPlan[], to: ColumnPlan['to']): string | null =>
  plans.find((plan) => plan.to === to)?.column ?? null;

function setNamed(
  into: Record<string, unknown>,
  plan: Extract<ColumnPlan, { to: 'attribute' | 'property' }>,
  values: Values,
  known: KnownTypes,
  problems: RowProblem[],
): void {
  const raw = values.get(plan.column);
  if (raw === undefined) return;
  const converted = convertValue(known(plan.name) ?? plan.type, raw);
  if (converted.ok) into[plan.name] = converted.value;
  else problems.push(problemOf(plan.column, converted));
}

function setText(
  into: Record<string, unknown>,
  field: string,
  column: string,
  values: Values,
  problems: RowProblem[],
): void {
  const raw = values.get(column);
  if (raw === undefined || raw === null) return;
  if (typeof raw === 'number' && Number.isSafeInteger(raw)) into[field] = String(raw);
  else if (typeof raw !== 'string')
    problems.push({ column, code: 'value.type', message: `${column} must be text.` });
  else if (!isBlank(raw)) into[field] = field === 'type' ? raw.trim().toLowerCase() : raw.trim();
}

function setTags(
  into: Record<string, unknown>,
  column: string,
  values: Values,
  problems: RowProblem[],
): void {
  const raw = values.get(column);
  if (raw === undefined) return;
  const converted = convertValue('list', raw);
  if (!converted.ok) problems.push(problemOf(column, converted));
  else into['tags'] = converted.value === null ? [] : nonBlank(converted.value);
}

const nonBlank = (tags: unknown): unknown =>
  Array.isArray(tags) ? tags.filter((tag) => typeof tag !== 'string' || !isBlank(tag)) : tags;

function setMoment(
  into: Record<string, unknown>,
  { column, read }: Extract<ColumnPlan, { to: 'occurredAt' }>,
  values: Values,
  problems: RowProblem[],
): void {
  const raw = values.get(column);
  const moment = typeof raw === 'string' ? read(raw) : null;
  if (moment !== null) into['occurredAt'] = moment;
  else if (raw === undefined || raw === null || (typeof raw === 'string' && isBlank(raw))) {
    problems.push({ column, code: 'row.incomplete', message: 'The row has no time.' });
  } else {
    const message = `${column} must be a day or a date and time, such as 2026-01-31 or 2026-01-31T09:30:00Z.`;
    problems.push({ column, code: 'value.type', message });
  }
}
