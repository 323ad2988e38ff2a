// Runs on any Node from 20 on with nothing installed: brings the packages and Node 24, then hands over to the command.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.satsuma-installed');

/** Longest wait in milliseconds for a command that was told to stop. */
const STOP_MS = 60_000;

const [command, ...args] = process.argv.slice(2);
const script = join(root, 'tools', `${command}.ts`);
if (command === undefined || !/^[a-z-]+$/.test(command) || !existsSync(script)) {
  fail(`There is no command ${command ?? ''}. See the scripts in package.json.`);
}
if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node 20 or newer is needed; this is ${process.version}.`);
install();
run();

/** The stamp is written last, so an install that was cut short is done again. */
function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write('Installing packages …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (done.signal !== null) process.exit(128 + constants.signals[done.signal]);
  if (done.status !== 0) fail('npm could not install the packages; its own message stands above.');
  writeFileSync(stamp, wanted);
}

function run() {
  const child = spawn(
    join(bin, 'node'),
    [
      '--conditions=@satsuma/source',
      '--disable-warning=ExperimentalWarning',
      '--import',
      join(root, 'tools', 'processes', 'end-with-parent.mjs'),
      script,
      ...args,
    ],
    {
      cwd: root,
      // The channel tells the command when this process is gone.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: {
        // What was compiled once is not compiled again at the next start.
        NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
        ...process.env,
        PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
        NX_DAEMON: 'false',
      },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      child.kill(signal);
      setTimeout(() => child.kill('SIGKILL'), STOP_MS).unref();
    });
  }
  child.on('error', (error) => fail(`Node 24 could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1)));
  if (process.env.npm_lifecycle_event !== undefined) endWithNpm(child);
}

/** A killed npm tells nobody, and the shell between it and this process stays. */
function endWithNpm(child) {
  const npm = npmAbove();
  setInterval(() => {
    if (!runs(npm)) child.kill('SIGTERM');
  }, 1000).unref();
}

function npmAbove() {
  const ask = (what) =>
    spawnSync('ps', ['-o', `${what}=`, '-p', String(process.ppid)])
      .stdout?.toString()
      .trim();
  const isShell = /^(\S*\/)?(ba|da|z)?sh -c /.test(ask('args') ?? '');
  return (isShell && Number(ask('ppid'))) || process.ppid;
}

function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
