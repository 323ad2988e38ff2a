import { describe, expect, it } from 'vitest';
import { openHead } from './file-head.ts';
import { readRows, type Row } from './read-rows.ts';

async function read(content: string | Uint8Array, format: 'csv' | 'ndjson' = 'csv'): Promise<Row[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const opened = openHead(bytes, { format });
  if (!opened.ok) throw new Error(opened.failure);
  const { head } = opened;
  const rows: Row[] = [];
  const pieces = (async function* () {
    yield bytes.subarray(head.start.offset);
  })();
  for await (const some of readRows(pieces, head, head.start)) rows.push(...some);
  return rows;
}

const shown = ({ line, values, problem }: Row) => [
  line,
  values === null ? problem?.code : Object.fromEntries(values),
];

describe('rows of a CSV', () => {
  it('skips a byte order mark and rows that are blank', async () => {
    expect((await read('\uFEFFa;b\r\n\r\n1;2\r\n;\r\n3;4')).map(shown)).toEqual([
      [3, { a: '1', b: '2' }],
      [5, { a: '3', b: '4' }],
    ]);
  });

  it('refuses ragged rows and rows that are not UTF-8, each alone', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n1\n1,2,3\n'),
      Buffer.from([0xe9, 0x2c, 0x31, 0x0a]),
      Buffer.from('ok,1\n'),
    ]);
    expect((await read(bytes)).map(shown)).toEqual([
      [2, 'row.ragged'],
      [3, 'row.ragged'],
      [4, 'row.encoding'],
      [5, { a: 'ok', b: '1' }],
    ]);
  });
});

describe('rows of NDJSON', () => {
  it('takes objects and refuses anything else, each line alone', async () => {
    const deep = '{"a":'.repeat(40) + '1' + '}'.repeat(40);
    expect(
      (await read(`{"a":1,"b":null}\n[1]\nnull\n{"a":\n\n${deep}\n{"a":{"b":"c"}}`, 'ndjson')).map(shown),
    ).toEqual([
      [1, { a: 1, b: null }],
      [2, 'row.json'],
      [3, 'row.json'],
      [4, 'row.json'],
      [6, 'row.json'],
      [7, { a: { b: 'c' } }],
    ]);
  });
});

describe('openHead', () => {
  const failure = (bytes: Uint8Array) => {
    const opened = openHead(bytes, { format: 'csv' });
    return opened.ok ? null : opened.failure;
  };

  it.each([
    ['nothing', '', 'empty'],
    ['blank lines', '\n \r\n', 'empty'],
    ['an open quote', '"a,b', 'first row'],
  ])('refuses %s', (_, text, words) => expect(failure(Buffer.from(text))).toContain(words));

  it('says what a file is that is not text in UTF-8', () => {
    expect(failure(Buffer.from('\uFEFFa,b\n', 'utf16le'))).toContain('UTF-16');
    expect(failure(Buffer.from('a,b\n', 'utf16le'))).toContain('UTF-8');
    expect(failure(Buffer.from('PK\u0003\u0004'))).toContain('spreadsheet');
    expect(failure(Buffer.from('PK,name\n'))).toBeNull();
    expect(failure(Buffer.from([0x1f, 0x8b, 8]))).toContain('compressed');
    expect(failure(Buffer.from('prénom,b\n', 'latin1'))).toContain('UTF-8');
  });

  it('says how JSON must be written', () => {
    const opened = openHead(Buffer.from('\n[{"a":1},\n{"a":2}]'), { format: 'ndjson' });
    expect(opened).toMatchObject({ ok: false, failure: expect.stringContaining('NDJSON') as string });
  });

  it('trims the names of columns', () => {
    expect(openHead(Buffer.from(' a , "b"\n'), { format: 'csv' })).toMatchObject({
      head: { columns: ['a', '"b"'], start: { offset: 9, line: 2 } },
    });
  });
});
