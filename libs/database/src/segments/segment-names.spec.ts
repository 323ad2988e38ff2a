import { expect, it } from 'vitest';
import { foldText } from '@satsuma/segment-engine';
import { freeNameNear, nameOfCopy } from './segment-names.ts';

const taken = (...names: string[]) => new Set(names.map(foldText));

it('numbers copies', () => {
  expect(nameOfCopy('Fans', taken('Fans'))).toBe('Fans (copy)');
  expect(nameOfCopy('Fans', taken('Fans', 'FANS (COPY)'))).toBe('Fans (copy 2)');
  expect(nameOfCopy('Fans', taken('Fans', 'fans (copy)', 'fans (copy 2)', 'fans (copy 3)'))).toBe(
    'Fans (copy 4)',
  );
  expect(nameOfCopy('Fans (copy)', taken('fans (copy)'))).toBe('Fans (copy) (copy)');
});

it('cuts names at 120 characters and never inside one', () => {
  const name = '🍊'.repeat(120);
  expect([...nameOfCopy(name, taken())]).toHaveLength(120);
  expect([...freeNameNear(name, taken())]).toHaveLength(120);
  expect(nameOfCopy(name, taken())).toBe(`${'🍊'.repeat(113)} (copy)`);
});

it('suggests a free name near to a taken one', () => {
  expect(freeNameNear('Fans', taken('fans', 'fans (2)'))).toBe('Fans (3)');
});
