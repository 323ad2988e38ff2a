import { describe, expect, it } from 'vitest';
import { csvHeader, csvRow } from './members-csv.ts';
import type { MemberRecord } from './members.repository.ts';

const attributes = [
  { name: 'city', type: 'text' },
  { name: 'points', type: 'integer' },
  { name: 'interests', type: 'list' },
  { name: 'orders', type: 'objects' },
  { name: 'optIn', type: 'boolean' },
] as const;

const member = (more: Partial<MemberRecord> = {}): MemberRecord => ({
  id: 7,
  externalId: 'c-7',
  type: 'customer',
  emails: ['a@example.com', 'b@example.com'],
  phones: ['+385911234567'],
  tags: [],
  attributes: {},
  createdAt: new Date(0),
  updatedAt: new Date(0),
  lastSeenAt: null,
  since: new Date('2026-06-01T12:00:00Z'),
  ...more,
});
const city = (value: string): string =>
  csvRow(member({ attributes: { city: value } }), attributes).split(',')[7] ?? '';

describe('a CSV of members', () => {
  it('has fixed columns, then every attribute by name', () => {
    expect(csvHeader(attributes)).toBe(
      'id,externalId,type,emails,phones,tags,since,city,points,interests,orders,optIn\r\n',
    );
    expect(csvHeader([])).toBe('id,externalId,type,emails,phones,tags,since\r\n');
  });

  it('joins lists, leaves out what is missing and writes the rest as it is sent', () => {
    const values = {
      city: 'Split',
      points: -5,
      interests: ['golf', 'surf'],
      orders: [{ sku: 'a' }],
      optIn: false,
    };
    expect(csvRow(member({ attributes: values, tags: ['vip', 'new'] }), attributes)).toBe(
      '7,c-7,customer,a@example.com; b@example.com,+385911234567,vip; new,2026-06-01T12:00:00.000Z,Split,-5,golf; surf,"[{""sku"":""a""}]",false\r\n',
    );
    expect(csvRow(member({ externalId: null, emails: [], phones: [] }), attributes)).toBe(
      '7,,customer,,,,2026-06-01T12:00:00.000Z,,,,,\r\n',
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', `"'\rx"`],
    ['a=1', 'a=1'],
    ['a "b"', '"a ""b"""'],
    ['a\nb', '"a\nb"'],
  ])('makes %j no formula and quotes where it must', (value, cell) => {
    expect(city(value)).toBe(cell);
  });

  it('quotes commas', () => {
    expect(csvRow(member({ attributes: { city: 'a,b' } }), attributes)).toContain(',"a,b",');
  });
});
