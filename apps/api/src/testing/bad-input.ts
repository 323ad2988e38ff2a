type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const SQL = `'; drop table persons; --`;
const HTML = '<img src=x onerror="alert(1)"><script>alert(1)</script>';

/** What a place in a body could get instead of what belongs there. */
const VALUES: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  'x',
  SQL,
  HTML,
  'a\u0000b',
  '\ud83c',
  'e\u0301 ſ ﬁ İ ß 🍊',
  '\u202e\u200b\ufeff',
  '%_\\*?',
  '${7*7} {{7*7}} %s',
  '../../etc/passwd',
  '2026-02-30',
  '2026-13-01T25:61:61Z',
  '+385 91 123',
  'x'.repeat(5000),
  [],
  {},
  [[]],
  [null, 1, 'x', {}],
  { match: 'all', conditions: [] },
  { constructor: { prototype: { admin: true } } },
  JSON.parse('{"__proto__":{"admin":true}}') as Json,
  { [SQL]: HTML },
  { a: { b: { c: { d: { e: { f: 1 } } } } } },
];

/** Bodies like the example, each with one place spoiled: replaced by every value, left out, or with a field too many. */
export function* spoilings(example: unknown, ids: readonly number[]): Generator<Json> {
  const body = example as Json;
  for (const path of placesOf(body)) {
    for (const value of [...VALUES, ...ids]) yield put(body, path, value);
    if (path.length > 0) yield without(body, path);
  }
  yield put(
    body,
    [],
    Array.from({ length: 2000 }, () => 'x'),
  );
  yield put(body, [], Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, index])));
}

function* placesOf(value: Json, path: readonly string[] = []): Generator<readonly string[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* placesOf(inner as Json, [...path, key]);
}

function put(value: Json, [key, ...rest]: readonly string[], to: Json): Json {
  if (key === undefined) return to;
  const inner = (value as Record<string, Json>)[key] ?? null;
  if (Array.isArray(value)) return value.with(Number(key), put(inner, rest, to)) as Json;
  return { ...(value as object), [key]: put(inner, rest, to) };
}

function without(value: Json, [key = '', ...rest]: readonly string[]): Json {
  if (Array.isArray(value)) {
    if (rest.length === 0) return value.toSpliced(Number(key), 1) as Json;
    return value.with(Number(key), without((value as Json[])[Number(key)] ?? null, rest)) as Json;
  }
  const { [key]: gone = null, ...others } = value as Record<string, Json>;
  return rest.length === 0 ? others : { ...others, [key]: without(gone, rest) };
}

/** Bodies that are no JSON object of any endpoint. */
export function badBytes(): (string | Uint8Array<ArrayBuffer>)[] {
  return [
    '',
    ' ',
    '{',
    '}',
    'null',
    '1',
    '"x"',
    '[]',
    '[{}]',
    '{"a":1}{"b":2}',
    '{"a":1,}',
    "{'a':1}",
    'NaN',
    '['.repeat(100_000),
    '{"a":'.repeat(40) + '1' + '}'.repeat(40),
    new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
    new Uint8Array(1000),
  ];
}

/** What a path could have where a name or an id belongs, already encoded. */
export const badPathWords: readonly string[] = [
  '0',
  '-1',
  '1.5',
  '1e9',
  '0x10',
  '999999999',
  '2147483648',
  '9007199254740993',
  '99999999999999999999999999',
  'NaN',
  'null',
  'undefined',
  '%00',
  'a%00b',
  '%ZZ',
  '%',
  '%C3%28',
  '%ED%A0%80',
  '%20',
  '%2F..%2F..',
  encodeURIComponent(SQL),
  encodeURIComponent(HTML),
  encodeURIComponent('🍊'.repeat(50)),
  'x'.repeat(3000),
  'externalId:',
  'externalId:%00',
  'email:nobody',
  'phone:1',
  'nonsense:1',
];

/** What a query could have as a value, already encoded. */
export const badQueryWords: readonly string[] = [
  '',
  '0',
  '-1',
  '1.5',
  '1e999',
  'NaN',
  'x',
  'true',
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%ZZ',
  '%',
  '[]',
  '%5B%5D',
  encodeURIComponent(SQL),
  encodeURIComponent(HTML),
  encodeURIComponent('%_\\'),
  encodeURIComponent('🍊'.repeat(201)),
  'x'.repeat(5000),
  Buffer.from('{}').toString('base64url'),
  Buffer.from('[1,2,3]').toString('base64url'),
  Buffer.from('["x",null]').toString('base64url'),
  Buffer.from('99999999999999999999').toString('base64url'),
];
