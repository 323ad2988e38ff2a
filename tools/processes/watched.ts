import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from '../root.ts';

const STOP_MS = 10_000;

export interface WatchedOptions {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Folder from the root; the root when absent. */
  readonly folder?: string;
}

/** A program of a developer's run: its lines are shown under its name, and it goes with its whole group. */
export class Watched {
  readonly gone: Promise<void>;
  private readonly child: ChildProcess;

  constructor({ name, program, args, environment = {}, folder = '.' }: WatchedOptions) {
    this.child = spawn(program, args, {
      cwd: `${ROOT}/${folder}`,
      env: { ...process.env, FORCE_COLOR: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        process.stdout.write(`${name.padEnd(7)}│ ${line}\n`);
      });
    }
    this.gone = new Promise((done) => this.child.once('exit', () => done()).once('error', () => done()));
  }

  async stop(): Promise<void> {
    this.signal('SIGTERM');
    const slow = setTimeout(() => this.signal('SIGKILL'), STOP_MS);
    await this.gone;
    clearTimeout(slow);
  }

  private signal(signal: NodeJS.Signals): void {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // It has just ended by itself.
    }
  }
}
