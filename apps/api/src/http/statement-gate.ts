/**
 * Lets a few through at a time and has the others wait in the order they came: long statements must leave connections of the
 * pool to everybody else.
 */
export class StatementGate {
  private readonly most: number;
  private open = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(most: number) {
    this.most = most;
  }

  /** Runs work when its turn comes. Throws the reason of the signal when that fires first. */
  async pass<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.enter(signal);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.open < this.most) {
      this.open += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        this.waiting.splice(this.waiting.indexOf(turn), 1);
        reject(signal.reason as Error);
      };
      this.waiting.push(turn);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** The place goes to the one who waits longest. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.open -= 1;
    else next();
  }
}
