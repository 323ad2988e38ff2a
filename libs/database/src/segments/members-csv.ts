import type { AttributeRow } from '../catalog/index.ts';
import type { MemberRecord } from './members.repository.ts';

type Column = Pick<AttributeRow, 'name' | 'type'>;

/** The first line: fixed columns, then every attribute by name. */
export const csvHeader = (attributes: readonly Column[]): string =>
  line(
    [
      'id',
      'externalId',
      'type',
      'emails',
      'phones',
      'tags',
      'since',
      ...attributes.map(({ name }) => name),
    ].map(quoted),
  );

/** One member (RFC 4180). Lists are joined; text that a spreadsheet would take for a formula is made text, phones excepted. */
export function csvRow(member: MemberRecord, attributes: readonly Column[]): string {
  return line([
    String(member.id),
    text(member.externalId ?? ''),
    text(member.type),
    text(joined(member.emails)),
    quoted(joined(member.phones)),
    text(joined(member.tags)),
    member.since.toISOString(),
    ...attributes.map((attribute) => cell(attribute, member.attributes[attribute.name])),
  ]);
}

function cell({ type }: Column, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (type === 'list') return text(joined(value as readonly string[]));
  if (type === 'objects') return text(JSON.stringify(value));
  return type === 'text' ? text(String(value)) : quoted(String(value));
}

const joined = (items: readonly string[]): string => items.join('; ');
const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;
const text = (value: string): string => quoted(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
const quoted = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
