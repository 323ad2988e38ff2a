import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { issuesOf } from './issues.ts';

const said = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success
    ? []
    : issuesOf(parsed.error.issues, schema).map(({ path, message }) => `${path} ${message}`);
};

test('bounds are said in plain words', () => {
  const schema = z.strictObject({
    least: z.int().min(1),
    most: z.number().max(5),
    above: z.number().gt(0),
    list: z.array(z.int()).min(1),
    word: z.string().min(2),
    step: z.number().multipleOf(3),
    shape: z.string().regex(/x/),
    own: z.string().regex(/x/, 'needs an x'),
  });
  const value = { least: 0, most: 6, above: 0, list: [], word: '', step: 4, shape: '', own: '' };
  expect(said(schema, value)).toEqual([
    '/least must be at least 1',
    '/most must be at most 5',
    '/above must be more than 0',
    '/list must have at least 1 item',
    '/word must have at least 2 characters',
    '/step must be a multiple of 3',
    '/shape is not valid here',
    '/own needs an x',
  ]);
});

describe('a value of one of several forms', () => {
  const text = z.string().min(1);
  const reference = z.union([
    z.int(),
    z.strictObject({ id: z.int() }),
    z.strictObject({ email: text }),
    z.strictObject({ phone: text }),
  ]);
  const schema = z.strictObject({ from: reference });

  test.each<[unknown, string[]]>([
    [{ email: '' }, ['/from/email must have at least 1 character']],
    [{ email: 5 }, ['/from/email must be a string, not 5']],
    [{ email: 'a', phone: 'b' }, ['/from/phone cannot go with email']],
    [{}, ['/from needs one of id, email, phone']],
    [{ emial: 'a' }, ['/from/emial is unknown; did you mean email?', '/from needs one of id, email, phone']],
  ])('%j', (from, issues) => expect(said(schema, { from })).toEqual(issues));
});

test('no more unknown names than can be told are looked at', () => {
  const keys = Array.from({ length: 101 }, (_, n) => `field${n}`);
  Object.defineProperty(keys, 100, {
    get: () => {
      throw new Error('looked at one too many');
    },
  });
  const issue = { code: 'unrecognized_keys' as const, keys, path: [], message: '', input: {} };
  const found = issuesOf([issue, issue], z.strictObject({ field: z.int().optional() }));
  expect(found).toHaveLength(100);
  expect(found[0]).toMatchObject({ path: '/field0', suggestions: ['field'] });
});
