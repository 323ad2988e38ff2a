import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parseCells } from './csv-cells.ts';
import { MAX_ROW_BYTES, RecordSplitter, type RawRecord } from './record-splitter.ts';

const START = { offset: 0, line: 1 };

function split(bytes: Uint8Array, delimiter: string | null, size = 64 * 1024, from = START): RawRecord[] {
  const splitter = new RecordSplitter(delimiter, from);
  const records: RawRecord[] = [];
  for (let at = from.offset; at < bytes.length; at += size) {
    records.push(...splitter.push(bytes.subarray(at, at + size)));
  }
  return [...records, ...splitter.finish()];
}

const textOf = ({ bytes }: RawRecord): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString();
const cellsOf = (text: string, delimiter = ','): (string[] | null)[] =>
  split(Buffer.from(text), delimiter).map((record) => parseCells(textOf(record) ?? '', delimiter));

describe('RecordSplitter', () => {
  it('knows the line of every row and the offset behind it', () => {
    const text = 'a,b\r\n1,"x\ny"\r\nš,3\n4,5';
    expect(
      split(Buffer.from(text), ',').map((record) => [record.line, record.next.offset, textOf(record)]),
    ).toEqual([
      [1, 5, 'a,b'],
      [2, 14, '1,"x\ny"'],
      [4, 19, 'š,3'],
      [5, 22, '4,5'],
    ]);
  });

  it('takes every line of NDJSON as a row, quotes or not', () => {
    expect(split(Buffer.from('{"a":"\n"}\n\n'), null).map(textOf)).toEqual(['{"a":"', '"}', '']);
  });

  it('goes on behind any row as if it had read from the beginning, however the bytes arrive', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.constantFrom('"', '""', '"a"', '"a\nb"', '"a', 'ß', '"x""y"', '\r', '"a"b', ''),
    );
    const file = fc
      .array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 12 })
      .chain((rows) =>
        fc.constantFrom('\n', '\r\n').map((end) => rows.map((cells) => cells.join(',')).join(end)),
      );
    fc.assert(
      fc.property(
        file,
        fc.constantFrom(',', null),
        fc.integer({ min: 1, max: 9 }),
        (text, delimiter, size) => {
          const bytes = Buffer.from(text);
          const whole = split(bytes, delimiter);
          expect(split(bytes, delimiter, size)).toEqual(whole);
          for (const [index, { next }] of whole.entries()) {
            expect(split(bytes, delimiter, size, next)).toEqual(whole.slice(index + 1));
          }
          expect(whole.at(-1)?.next.offset ?? 0).toBe(bytes.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads well-formed tables as csv-parse does', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ž', ' ', ',', ';', '"', '\n', '\r\n', '\t'),
      maxLength: 6,
    });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t', '|'), fc.boolean(), (rows, delimiter, quoteAll) => {
        const text = rows
          .map((cells) => cells.map((value) => quoted(value, delimiter, quoteAll)).join(delimiter))
          .join('\r\n');
        const expected = parse(text, {
          delimiter,
          relax_column_count: true,
          record_delimiter: ['\r\n', '\n'],
        });
        expect(cellsOf(text, delimiter)).toEqual(expected);
        expect(cellsOf(text, delimiter)).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  it('loses one line to a quote that nothing closes, and not the rest of the file', () => {
    const text = `a,b\n1,"open\n2,x\n3,y\n`;
    expect(split(Buffer.from(text), ',').map((record) => record.problem?.code ?? textOf(record))).toEqual([
      'a,b',
      'row.quote',
      '2,x',
      '3,y',
    ]);
  });

  it.each([[','], [null]])(
    'refuses a line of more than a MiB and goes on after it (delimiter %j)',
    (delimiter) => {
      const bytes = Buffer.from(`a,b\n${'x'.repeat(2.5 * MAX_ROW_BYTES)}\n3,4\n`);
      for (const size of [4096, MAX_ROW_BYTES, bytes.length]) {
        const records = split(bytes, delimiter, size);
        expect(records.map((record) => record.problem?.code ?? textOf(record))).toEqual([
          'a,b',
          'row.too_long',
          '3,4',
        ]);
        expect(records.map(({ line }) => line)).toEqual([1, 2, 3]);
      }
    },
  );

  it('refuses a last line that is too long, and a quoted cell that is', () => {
    const long = 'x'.repeat(1.5 * MAX_ROW_BYTES);
    expect(split(Buffer.from(`a\n${long}`), ',').map(({ problem }) => problem?.code)).toEqual([
      undefined,
      'row.too_long',
    ]);
    expect(split(Buffer.from(`a\n"${long}"\nb`), ',').map(({ problem }) => problem?.code)).toEqual([
      undefined,
      'row.too_long',
      undefined,
    ]);
  });
});

const quoted = (value: string, delimiter: string, always: boolean): string =>
  always || value === '' || /["\r\n]/.test(value) || value.includes(delimiter)
    ? `"${value.replaceAll('"', '""')}"`
    : value;
