import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from '../problem.ts';

/** Makes the folder when it is missing; says what is wrong when it cannot be used. */
export function openDataFolder(path: string): void {
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Problem(
      `The data folder ${path} cannot be used (${codeOf(error)}): set SATSUMA_DATA_DIR to a folder that this user may write to.`,
    );
  }
}

/** One by one: all at once never ends in a folder where nothing can be made, such as /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw new Error('it is no folder');
    return;
  }
  makeFolder(dirname(path));
  mkdirSync(path);
}

/**
 * Claims the folder for this process until it ends, in whatever way; throws when another process has it.
 * The claim is a socket, which the system takes away from a process that is gone.
 */
export async function claimDataFolder(path: string): Promise<void> {
  const name = createHash('sha256').update(realpathSync(path)).digest('hex').slice(0, 24);
  const address = addressOf(name);
  const server = await listen(address).catch(async (error: unknown) => {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    if (address.startsWith('\0') || (await answers(address))) return null;
    // A socket file of a process that was killed.
    rmSync(address, { force: true });
    return listen(address);
  });
  if (server === null)
    throw new Problem(
      `Satsuma runs on ${path} already: stop it first, or set SATSUMA_DATA_DIR to another folder.`,
    );
  server.unref();
}

function addressOf(name: string): string {
  if (platform() === 'linux') return `\0satsuma-${name}`;
  return platform() === 'win32' ? `\\\\.\\pipe\\satsuma-${name}` : join(tmpdir(), `satsuma-${name}.sock`);
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => resolve(server));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

const codeOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error);
