/** Milliseconds of several runs. */
export interface Timing {
  readonly p50: number;
  readonly p95: number;
  readonly runs: number;
}

/** Runs every contestant in turn, so that whatever else the machine does meets all of them alike. The first rounds do not count. */
export async function measureInTurn<K extends string>(
  runs: number,
  contestants: Readonly<Record<K, () => Promise<unknown>>>,
): Promise<Record<K, Timing>> {
  const names = Object.keys(contestants) as K[];
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = -2; round < runs; round += 1) {
    for (const name of names) {
      const start = performance.now();
      await contestants[name]();
      if (round >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, timingOf(times.get(name) ?? [])])) as Record<
    K,
    Timing
  >;
}

export function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), runs: sorted.length };
}

/** The smallest value that at least this share of them does not exceed. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
