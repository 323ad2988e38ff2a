import { describe, expect, it } from 'vitest';
import { guessDelimiter, parseCells } from './csv-cells.ts';

it.each([
  ['a,b', ['a', 'b']],
  ['', ['']],
  ['a,', ['a', '']],
  [',', ['', '']],
  ['"a,b",c', ['a,b', 'c']],
  ['"say ""hi""",c', ['say "hi"', 'c']],
  ['"",c', ['', 'c']],
  ['"a",', ['a', '']],
  ['5" pipe,x', ['5" pipe', 'x']],
  [' "a",b', [' "a"', 'b']],
  ['"open,b', null],
  ['"a"b,c', null],
])('reads %j', (row, cells) => expect(parseCells(row, ',')).toEqual(cells));

describe('guessDelimiter', () => {
  it.each([
    ['a,b,c\n1,2,3', ','],
    ['a;b;c\n1,5;2;3', ';'],
    ['a\tb\n1\t2', '\t'],
    ['a|b\r\n1|2', '|'],
    ['"x;y",b\n"1;2",3', ','],
    ['name\nAna, Ivo', ','],
    ['', ','],
  ])('finds the one of %j', (sample, delimiter) => expect(guessDelimiter(sample)).toBe(delimiter));
});
