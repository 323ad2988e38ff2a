import { spawn } from 'node:child_process';
import { ROOT } from './root.ts';
import { Problem } from './problem.ts';

/** Builds the projects whose sources have changed since their last build. */
export async function buildStale(
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<void> {
  const nx = spawn('nx', ['run-many', '-t', 'build', '--outputStyle=static'], {
    cwd: ROOT,
    signal,
    env: { ...environment, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [nx.stdout, nx.stderr])
    stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const code = await new Promise((done) => nx.once('close', done).once('error', () => done(1)));
  if (code !== 0 && !signal.aborted)
    throw new Problem(`${said.trim()}\n\nThe build failed; what is wrong stands above.`);
}
