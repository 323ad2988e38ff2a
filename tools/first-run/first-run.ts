import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createApiKey,
  createOwner,
  ensureFirstWorkspace,
  findAccount,
  findApiKey,
  findFirstWorkspace,
  verifyPassword,
  type Connection,
} from '@satsuma/database';
import type { Say } from '../progress.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { SHOP_TIME_ZONE } from '../seed/shop/traits.ts';
import { keepSecret, readSecret } from './secret-file.ts';

export const OWNER = 'owner@satsuma.local';
const MOST_KEYS = 100;

export interface FirstRun {
  readonly connection: Connection;
  readonly dataDir: string;
  /** Whether a workspace that is made now gets the demo shop. */
  readonly demo: boolean;
  readonly now: Date;
  readonly say: Say;
}

/** How to sign in; null where somebody has changed it since. */
export interface Entrance {
  readonly email: string;
  readonly password: string | null;
  readonly passwordFile: string;
  readonly apiKeyFile: string;
}

/**
 * Makes sure that there is a workspace with an owner, a key for the command line and, if wanted, the demo shop. Every step looks
 * first whether it is done, so a run that was cut short is completed by the next.
 */
export async function prepareFirstWorkspace(run: FirstRun): Promise<Entrance> {
  const demoDue = join(run.dataDir, 'demo-due');
  const workspaceId = await firstWorkspace(run, demoDue);
  const entrance = await ensureOwner(run, workspaceId);
  await ensureApiKey(run, workspaceId, entrance.apiKeyFile);
  if (existsSync(demoDue)) {
    await seedDemo(run, workspaceId);
    rmSync(demoDue);
  }
  return entrance;
}

async function firstWorkspace(run: FirstRun, demoDue: string): Promise<number> {
  const { connection, demo, now, say } = run;
  const first = await findFirstWorkspace(connection.db);
  if (first !== null) return first.id;
  say(demo ? 'Making the first workspace …' : 'Making an empty first workspace …');
  // Written first: a run that is killed from here on still owes the demo.
  if (demo) writeFileSync(demoDue, '');
  const wanted = demo
    ? { name: 'Demo shop', timeZone: SHOP_TIME_ZONE, strict: false }
    : { name: 'My workspace', timeZone: 'UTC', strict: false };
  return (await ensureFirstWorkspace(connection.db, wanted, { now })).id;
}

async function ensureOwner({ connection, dataDir, now }: FirstRun, workspaceId: number): Promise<Entrance> {
  const passwordFile = join(dataDir, 'owner-password');
  const apiKeyFile = join(dataDir, 'api-key');
  const kept = readSecret(passwordFile);
  const account = await findAccount(connection.db, OWNER);
  if (account !== null) {
    const fits = kept !== null && (await verifyPassword(kept, account.passwordHash));
    return { email: OWNER, password: fits ? kept : null, passwordFile, apiKeyFile };
  }
  const password = kept ?? randomBytes(12).toString('base64url');
  keepSecret(passwordFile, password);
  await createOwner(connection.db, { workspaceId, email: OWNER, password }, { now });
  return { email: OWNER, password, passwordFile, apiKeyFile };
}

/** A key for the command line: the file keeps it, and a new one is made when it is gone or has been revoked. */
async function ensureApiKey({ connection, now }: FirstRun, workspaceId: number, file: string): Promise<void> {
  const kept = readSecret(file);
  if (kept !== null && (await findApiKey(connection.db, kept)) !== null) return;
  const made = await createApiKey(
    connection.db,
    { workspaceId, name: 'Command line', scopes: ['admin'], actor: 'instance', now },
    MOST_KEYS,
  );
  if (made !== null) keepSecret(file, made.key);
}
