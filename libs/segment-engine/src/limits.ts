/** Every limit of rules and values (SPEC.md). Lengths count code points before folding. */
export const LIMITS = {
  conditions: 100,
  depth: 6,
  values: 500,
  ruleBytes: 64 * 1024,
  /** Longest moving window, in days. */
  windowDays: 3653,
  /** Furthest that calendar arithmetic on days reaches: a thousand years. */
  calendarDays: 365_250,
  mentionDepth: 5,
  /** Conditions of a rule with those of the segments it mentions, each as often as it is mentioned. */
  writtenOut: 10_000,
  wildcards: 20,
  text: 4096,
  listItems: 500,
  objectItems: 128,
  flattenDepth: 3,
} as const;
