import { writeSync } from 'node:fs';
import { ConfigError } from '../config/config.ts';

/** Longest wait in milliseconds for work in flight when the process is asked to stop. */
const PATIENCE = 15_000;

/** Closes the process in order on SIGTERM and SIGINT; a second signal, or one that takes too long, ends it at once. */
export function stopOnSignals(close: () => Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Ends a process that could not start: a sentence for what people can mend, a stack for what they cannot. */
export function failStart(error: unknown): never {
  const text =
    error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error);
  writeSync(2, `${text}\n`);
  process.exit(1);
}
