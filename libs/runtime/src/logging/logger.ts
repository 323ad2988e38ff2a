import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { Config } from '../config/config.ts';

/** A line of JSON for everything worth knowing. Secrets never reach it: headers are not logged, and these names are struck out. */
export function createLogger({ logLevel, processName }: Pick<Config, 'logLevel' | 'processName'>): Logger {
  return pino({
    name: processName,
    level: logLevel,
    serializers: { err: plainError },
    redact: ['password', 'key', 'token', '*.password', '*.key', '*.token', 'headers', '*.headers'],
  });
}

/** The database's driver writes values into its messages; they are what is known about people, and stay out of logs. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: plainError(error.cause) };
  return { type: error.name, ...code, stack: withoutValues(error.stack ?? error.message), ...cause };
}

const withoutValues = (text: string): string => text.replace(/\nparams: [^]*?(?=\n {4}at |$)/, '');

/** Nest's own messages through the same logger. */
export class NestLogger implements LoggerService {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(message: unknown, ...context: unknown[]): void {
    this.#logger.debug(contextOf(context), String(message));
  }

  error(message: unknown, ...context: unknown[]): void {
    if (message instanceof Error) this.#logger.error({ err: message, ...contextOf(context) });
    else this.#logger.error(contextOf(context), String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.#logger.warn(contextOf(context), String(message));
  }

  debug(message: unknown, ...context: unknown[]): void {
    this.#logger.debug(contextOf(context), String(message));
  }

  verbose(message: unknown, ...context: unknown[]): void {
    this.#logger.trace(contextOf(context), String(message));
  }

  fatal(message: unknown, ...context: unknown[]): void {
    this.#logger.fatal(contextOf(context), String(message));
  }
}

/** Nest passes its context last, and before it a stack. */
function contextOf(rest: readonly unknown[]): Record<string, unknown> {
  const words = rest.filter((word) => typeof word === 'string');
  const context = words.at(-1);
  return {
    ...(context === undefined ? {} : { context }),
    ...(words.length > 1 ? { stack: words[0] } : {}),
  };
}
