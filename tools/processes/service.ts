import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../root.ts';

const LOG_BYTES = 10_000_000;
/** Longest wait in milliseconds for a process that was asked to stop; then it is killed. */
const STOP_MS = 20_000;

export interface ServiceOptions {
  readonly name: string;
  /** Path of its program from the root of the project. */
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
}

/** One of the processes that make up Satsuma. It ends when this one does, in whatever way. */
export class Service {
  readonly options: ServiceOptions;
  private child: ChildProcess | null = null;
  private logStart = 0;
  private startedAt = 0;

  constructor(options: ServiceOptions) {
    this.options = options;
  }

  /** Starts it; resolves when it has ended, with how long it ran in milliseconds and how it went. */
  run(): Promise<{ readonly ranFor: number; readonly how: string }> {
    const { script, environment, logFile } = this.options;
    if (existsSync(logFile) && statSync(logFile).size > LOG_BYTES) renameSync(logFile, `${logFile}.1`);
    const log = openSync(logFile, 'a', 0o600);
    this.logStart = statSync(logFile).size;
    this.startedAt = performance.now();
    const child = spawn(process.execPath, ['--import', END_WITH_PARENT, '--enable-source-maps', script], {
      cwd: ROOT,
      env: { ...environment },
      // A group of its own: Ctrl-C in a terminal reaches only this process, which stops the others in order.
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child = child;
    return new Promise((resolve) => {
      const end = (signal: string | null): void => {
        if (this.child === child) this.child = null;
        const how = signal === null ? this.lastWords() : `ended by ${signal}`;
        resolve({ ranFor: performance.now() - this.startedAt, how });
      };
      child.once('exit', (_, signal) => end(signal));
      child.once('error', () => end(null));
    });
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child === null) return;
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    const slow = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(slow);
  }

  kill(): void {
    this.child?.kill('SIGKILL');
  }

  /** The last thing that it said since its start, without the dress of a log line. */
  lastWords(): string {
    const said = readFileSync(this.options.logFile).subarray(this.logStart).toString().trim().split('\n');
    const plain = said.findLast(
      (line) => line !== '' && !line.startsWith('{') && !line.startsWith('    at '),
    );
    return plain ?? messageOf(said.at(-1) ?? '') ?? 'it said nothing';
  }
}

function messageOf(line: string): string | null {
  try {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
    return err?.message ?? msg ?? null;
  } catch {
    return null;
  }
}

export const END_WITH_PARENT = fileURLToPath(new URL('end-with-parent.mjs', import.meta.url));
