import type { Fact } from '../values/value.ts';

/** One event as the evaluators see it. */
export interface EventFacts {
  /** Rises in order of receipt: decides between events of one instant. */
  readonly id: number;
  /** Number of the event name. */
  readonly event: number;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  /** By property key. */
  readonly facts: Readonly<Record<string, Fact>>;
}

/** What is known of one person, as it is stored: facts by key, instants in epoch milliseconds. */
export interface PersonFacts {
  readonly id: number;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastSeenAt: number | null;
  /** At least all events of the names that the rule mentions, in any order. */
  readonly events: readonly EventFacts[];
}
