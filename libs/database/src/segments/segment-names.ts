import { foldText, lengthOf } from '@satsuma/segment-engine';

/** Longest name of a segment in code points. */
const LONGEST = 120;

/** “Name (copy)”, “Name (copy 2)” … : the first that nobody has, cut so that it fits. `taken` holds folded names. */
export function nameOfCopy(name: string, taken: ReadonlySet<string>): string {
  return firstFree(taken, (number) => cut(name, number === 1 ? ' (copy)' : ` (copy ${number})`));
}

/** “Name (2)”, “Name (3)” … : a free name near to one that is taken. */
export function freeNameNear(name: string, taken: ReadonlySet<string>): string {
  return firstFree(taken, (number) => cut(name, ` (${number + 1})`));
}

function firstFree(taken: ReadonlySet<string>, candidate: (number: number) => string): string {
  for (let number = 1; ; number += 1) {
    const name = candidate(number);
    if (!taken.has(foldText(name))) return name;
  }
}

function cut(name: string, suffix: string): string {
  return `${[...name].slice(0, LONGEST - lengthOf(suffix)).join('')}${suffix}`;
}
