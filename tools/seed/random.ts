/** A small fast generator (sfc32): the same seed gives the same numbers on every machine. Numbers are in [0, 1). */
export type Random = () => number;

export function randomFrom(...seeds: readonly number[]): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let counter = 1;
  for (const seed of seeds) {
    a = (a ^ seed) | 0;
    b = (b + Math.imul(seed, 0x85ebca6b)) | 0;
    c = (c ^ Math.imul(seed, 0xc2b2ae35)) | 0;
  }
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

export const between = (random: Random, from: number, to: number): number => from + random() * (to - from);

export const wholeBetween = (random: Random, from: number, to: number): number =>
  Math.floor(between(random, from, to + 1));

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}

/** Draws from values whose weights fall off like a harmonic series: the first is the most frequent. */
export function pickSkewed<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(values.length * random() ** 2)] as T;
}

export function pickWeighted<T>(random: Random, weighted: readonly (readonly [T, number])[]): T {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random() * total;
  for (const [value, weight] of weighted) {
    left -= weight;
    if (left < 0) return value;
  }
  return (weighted.at(-1) as readonly [T, number])[0];
}

/** Standard normal by Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
