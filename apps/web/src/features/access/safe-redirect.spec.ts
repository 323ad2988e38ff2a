import { describe, expect, it } from 'vitest';
import { safeRedirect } from './safe-redirect.ts';

describe('safeRedirect', () => {
  it('goes back to a page of the app', () => {
    expect(safeRedirect('/people?search=a%20b#x')).toBe('/people?search=a%20b#x');
  });

  it.each([
    undefined,
    '',
    'people',
    'https://evil.example/',
    '//evil.example/people',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/sign-in?redirect=%2F',
  ])('goes home instead of to %j', (target) => {
    expect(safeRedirect(target)).toBe('/segments');
  });
});
