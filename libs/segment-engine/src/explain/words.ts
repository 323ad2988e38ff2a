import type { AnyUnit } from '../ast/rule.ts';

/** Longest name, value and sentence, in code points: what is longer ends in an ellipsis. */
const NAME_LENGTH = 80;
const VALUE_LENGTH = 60;
const SENTENCE_LENGTH = 1000;

/** How many values a sentence names before it only says how many more there are. */
const SHOWN_VALUES = 8;

/** One line of plain text: controls, line ends and marks that turn the direction of writing become spaces. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ');
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const letters = [...text];
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
}

/** The name of a thing of the catalog, for the middle of a sentence. */
export const nameWords = (name: string): string => cut(plain(name).trim() || '“”', NAME_LENGTH);

export const quoted = (name: string): string => `“${cut(plain(name), NAME_LENGTH)}”`;

export const sentence = (text: string): string => cut(text, SENTENCE_LENGTH);

const SIMPLE = /^[\p{L}\p{N}@+-](?:[\p{L}\p{M}\p{N} @._+/-]*[\p{L}\p{M}\p{N}])?$/u;

/** A text value: bare when it reads as a word, in quotation marks when its edges could be missed. */
export function textWords(text: string): string {
  const shown = cut(plain(text), VALUE_LENGTH);
  return SIMPLE.test(shown) && !/\b(?:and|or|nor)\b/iu.test(shown) ? shown : `“${shown}”`;
}

/** "a, b or c"; of many the first ones and the number of the others. */
export const listWords = (words: readonly string[], last: 'or' | 'and' | 'nor'): string => {
  const more = words.length - SHOWN_VALUES;
  const shown = more > 1 ? [...words.slice(0, SHOWN_VALUES), `${more} others`] : words;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${last} ${shown.at(-1)}`;
};

export const amountWords = (amount: number, unit: AnyUnit): string =>
  `${amount} ${unit}${amount === 1 ? '' : 's'}`;

/** After "in the last" and "in the next": one day is "day". */
export const spanWords = (amount: number, unit: AnyUnit): string =>
  amount === 1 ? unit : amountWords(amount, unit);

export const capitalised = (text: string): string => {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
};
