import { expect, it } from 'vitest';
import { firstLines } from './imports.queries.ts';

it('cuts a large file after its last whole line', async () => {
  const file = new File(['id,name\n1,Ana\n2,Ivan\n'], 'x.csv');
  expect(await firstLines(file, 16)).toBe('id,name\n1,Ana\n');
  expect(await firstLines(file, 1000)).toBe('id,name\n1,Ana\n2,Ivan\n');
});

it('does not cut a line in the middle of a letter', async () => {
  expect(await firstLines(new File(['ž\nžžžž'], 'x.csv'), 4)).toBe('ž\n');
});
