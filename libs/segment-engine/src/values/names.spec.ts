import { expect, it } from 'vitest';
import { nameMessage, suggestName } from './names.ts';

it('L10: a name of any length is spoken of in a line', () => {
  expect(nameMessage('x'.repeat(100_000)).length).toBeLessThan(200);
  expect(nameMessage('😀'.repeat(100)).isWellFormed()).toBe(true);
  expect(nameMessage('first name')).toContain('"first name"');
  expect(suggestName(`first name ${'x'.repeat(100_000)}`)).toMatch(/^first_name_x+$/);
});
