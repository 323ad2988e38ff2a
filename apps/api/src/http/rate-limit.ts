import { ProblemError } from './problem-error.ts';

/** How many and how fast: a bucket holds `burst` tokens and gets `perSecond` of them back. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export const KEY_RATE: Rate = { burst: 1000, perSecond: 200 };
export const REFUSED_KEY_RATE: Rate = { burst: 20, perSecond: 20 };
export const SIGN_IN_RATE: Rate = { burst: 10, perSecond: 1 / 6 };

export interface Verdict {
  readonly allowed: boolean;
  readonly limit: number;
  /** Whole requests left at this moment. */
  readonly remaining: number;
  /** Seconds until the bucket is full again. */
  readonly reset: number;
  /** Seconds until one request is allowed; 0 when it is now. */
  readonly retryAfter: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** More callers than this at once are not remembered one by one: the ones longest unseen are forgotten. */
const MOST_BUCKETS = 50_000;

/** Token buckets of this process, one for each caller. Instants come in as milliseconds. */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes a token if there is one. */
  take(name: string, now: number): Verdict {
    const bucket = this.#bucketOf(name, now);
    const allowed = bucket.tokens >= 1;
    if (allowed) bucket.tokens -= 1;
    return this.#verdict(bucket, allowed);
  }

  /** Whether a token is there, without taking it. */
  peek(name: string, now: number): Verdict {
    const bucket = this.#bucketOf(name, now);
    return this.#verdict(bucket, bucket.tokens >= 1);
  }

  /** Gives a token back, for what turned out not to count. */
  giveBack(name: string): void {
    const bucket = this.#buckets.get(name);
    if (bucket !== undefined) bucket.tokens = Math.min(this.#rate.burst, bucket.tokens + 1);
  }

  #bucketOf(name: string, now: number): Bucket {
    const known = this.#buckets.get(name);
    const { burst, perSecond } = this.#rate;
    const passed = known === undefined ? 0 : Math.max(0, now - known.at) / 1000;
    const bucket = {
      tokens: known === undefined ? burst : Math.min(burst, known.tokens + passed * perSecond),
      at: Math.max(now, known?.at ?? now),
    };
    // Put in anew, so that the map stays in the order of last use.
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    if (this.#buckets.size > MOST_BUCKETS) {
      const [oldest] = this.#buckets.keys();
      if (oldest !== undefined) this.#buckets.delete(oldest);
    }
    return bucket;
  }

  #verdict({ tokens }: Bucket, allowed: boolean): Verdict {
    const { burst, perSecond } = this.#rate;
    return {
      allowed,
      limit: burst,
      remaining: Math.floor(tokens),
      reset: Math.ceil((burst - tokens) / perSecond),
      retryAfter: allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond)),
    };
  }
}

/** The problem of somebody who asks too often. */
export function tooMany(what: string, retryAfter: number): ProblemError {
  const unit = retryAfter === 1 ? 'second' : 'seconds';
  return new ProblemError('rate.limited', `${what}; try again in ${retryAfter} ${unit}.`, {
    headers: { 'Retry-After': String(retryAfter) },
  });
}
