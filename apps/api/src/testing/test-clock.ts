import { Clock } from '@satsuma/runtime';

/** A clock that stands still until it is moved; it begins at the real time. */
export class TestClock extends Clock {
  #now = new Date();

  override now(): Date {
    return new Date(this.#now);
  }

  set(instant: Date | string): void {
    this.#now = new Date(instant);
  }

  /** Moves on by milliseconds. */
  advance(by: number): void {
    this.#now = new Date(this.#now.getTime() + by);
  }
}
