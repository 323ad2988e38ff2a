import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createClient, type Client, type Scope } from '@satsuma/contracts';
import {
  createApiKey,
  createOwner,
  createWorkspace,
  type NewWorkspace,
  type WorkspaceRow,
} from '@satsuma/database';
import { createTestDatabase, type TestDatabase } from '@satsuma/database/testing';
import { createLogger, readConfig } from '@satsuma/runtime';
import { createApi, type ApiOptions } from '../api.ts';
import { TestClock } from './test-clock.ts';

export interface TestWorkspace extends WorkspaceRow {
  /** A key of scope `admin`. */
  readonly key: string;
  /** Calls endpoints with that key. */
  readonly client: Client;
}

export interface TestApi {
  readonly url: string;
  readonly database: TestDatabase;
  readonly clock: TestClock;
  /** `SATSUMA_ADMIN_KEY`. */
  readonly instanceKey: string;
  /** The first workspace, with everything a new one has. */
  readonly workspace: TestWorkspace;
  /** Calls endpoints with the admin key of the first workspace. */
  readonly client: Client;
  /** A client with another key. */
  clientOf(key: string): Client;
  /** Sends any request as it is; with the admin key unless `authorization` is given (null: without). */
  request(path: string, init?: TestRequest): Promise<Response>;
  createWorkspace(wanted?: Partial<NewWorkspace>): Promise<TestWorkspace>;
  /** Makes a key with these scopes in the first workspace. */
  createKey(...scopes: readonly Scope[]): Promise<string>;
  /** Makes an account that owns a workspace, the first one when absent. */
  createOwner(wanted: {
    readonly email: string;
    readonly password: string;
    readonly workspaceId?: number;
  }): Promise<void>;
  stop(): Promise<void>;
}

export interface TestRequest extends Omit<RequestInit, 'body'> {
  readonly authorization?: string | null;
  /** Sent as JSON, unless it is text, bytes or a form. */
  readonly body?: unknown;
}

/** A whole API on a free port with a database of its own. Replies are held against the contract. */
export async function startTestApi(
  environment: Readonly<Record<string, string>> = {},
  options: ApiOptions = {},
): Promise<TestApi> {
  const database = await createTestDatabase();
  const instanceKey = `instance-${randomBytes(16).toString('hex')}`;
  const config = readConfig('satsuma-api-test', {
    DATABASE_URL: database.url,
    METRICS_PORT: 'off',
    SATSUMA_ADMIN_KEY: instanceKey,
    SATSUMA_RATE_LIMIT: 'off',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    ...environment,
  });
  const clock = new TestClock();
  const app = await createApi(config, createLogger(config), { clock, checkReplies: true, ...options });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const clientOf = (key: string): Client =>
    createClient({ baseUrl: url, headers: () => ({ authorization: `Bearer ${key}` }) });

  const newWorkspace = async (wanted: Partial<NewWorkspace> = {}): Promise<TestWorkspace> => {
    const settings = { name: 'Test', timeZone: 'UTC', strict: false, ...wanted };
    const made = await createWorkspace(database.db, settings, { actor: 'instance', now: clock.now() });
    return { ...made.workspace, key: made.apiKey, client: clientOf(made.apiKey) };
  };
  const workspace = await newWorkspace();

  return {
    url,
    database,
    clock,
    instanceKey,
    workspace,
    client: workspace.client,
    clientOf,
    createWorkspace: newWorkspace,
    request: (path, init = {}) => fetch(url + path, requestOf(init, workspace.key)),
    createKey: async (...scopes) => {
      const wanted = { workspaceId: workspace.id, name: 'Test', scopes, actor: 'instance', now: clock.now() };
      const made = await createApiKey(database.db, wanted, 10_000);
      if (made === null) throw new Error('The workspace has too many keys.');
      return made.key;
    },
    createOwner: async ({ workspaceId = workspace.id, ...owner }) => {
      if ((await createOwner(database.db, { workspaceId, ...owner }, { now: clock.now() })) === null)
        throw new Error(`${owner.email} exists already.`);
    },
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
}

function requestOf({ authorization, body, headers, ...init }: TestRequest, key: string): RequestInit {
  const all = new Headers(headers);
  if (authorization !== null) all.set('authorization', authorization ?? `Bearer ${key}`);
  const raw =
    body === undefined || typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array;
  if (body !== undefined && !(body instanceof FormData) && !all.has('content-type'))
    all.set('content-type', 'application/json');
  return {
    ...init,
    headers: all,
    ...(body === undefined
      ? {}
      : { body: raw ? (body as string | FormData | Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
  };
}
