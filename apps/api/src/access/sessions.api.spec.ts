import type { Session } from '@satsuma/contracts';
import { schema } from '@satsuma/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestRequest } from '../testing/index.ts';

const owner = { email: 'Owner@Example.com', password: 'correct horse battery' };
const DAY = 24 * 3_600_000;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.createOwner(owner);
});
afterAll(() => api.stop());

const signIn = (body: unknown = owner, headers: Record<string, string> = {}): Promise<Response> =>
  api.request('/v1/session', { method: 'POST', body, headers, authorization: null });

interface SignedIn {
  readonly cookie: string;
  readonly csrf: string;
}

async function signedIn(): Promise<SignedIn> {
  const reply = await signIn();
  const { csrfToken } = (await reply.json()) as Session;
  return { cookie: cookieOf(reply), csrf: csrfToken };
}

const cookieOf = (reply: Response): string => (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

const as = (
  { cookie, csrf }: SignedIn,
  path: string,
  { headers, ...init }: TestRequest = {},
): Promise<Response> =>
  api.request(path, {
    ...init,
    authorization: null,
    headers: { cookie, 'satsuma-csrf': csrf, ...(headers as Record<string, string>) },
  });

describe('signing in', () => {
  test('takes the password, however the address is spelled, and sets a cookie that scripts cannot read', async () => {
    const reply = await signIn({ ...owner, email: ' owner@example.COM' });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('set-cookie')).toMatch(
      /^satsuma_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(await reply.json()).toMatchObject({
      account: { email: owner.email },
      workspace: { id: api.workspace.id, name: api.workspace.name },
      role: 'owner',
    });
  });

  test('says the same for a wrong password and an unknown address, and sets no cookie', async () => {
    const wrong = await signIn({ ...owner, password: 'wrong' });
    const unknown = await signIn({ email: 'nobody@example.com', password: 'wrong' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.headers.get('set-cookie')).toBeNull();
    expect(await wrong.text()).toBe(await unknown.text());
  });

  test('stores no secret of a session', async () => {
    const { cookie } = await signedIn();
    const rows = await api.database.db.select().from(schema.sessions);
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1]);
  });

  test('is refused to other sites', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]) {
      expect((await signIn(owner, headers as Record<string, string>)).status).toBe(403);
    }
    expect((await signIn(owner, { origin: api.url })).status).toBe(200);
  });
});

describe('a session', () => {
  test('reads and changes like its member', async () => {
    const me = await signedIn();
    expect(await (await as(me, '/v1/session')).json()).toMatchObject({ csrfToken: me.csrf });
    expect((await as(me, '/v1/workspace', { method: 'PATCH', body: { name: 'Mine' } })).status).toBe(200);
  });

  test('changes nothing without its CSRF token, and reads without it', async () => {
    const me = await signedIn();
    const other = await signedIn();
    for (const csrf of ['', 'x', other.csrf]) {
      const reply = await as({ ...me, csrf }, '/v1/workspace', { method: 'PATCH', body: { name: 'Theirs' } });
      expect(reply.status).toBe(403);
      expect(await reply.json()).toMatchObject({ code: 'auth.forbidden' });
      expect((await as({ ...me, csrf }, '/v1/workspace')).status).toBe(200);
    }
  });

  test('changes nothing for another site, even with the token', async () => {
    const me = await signedIn();
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'same-site' }]) {
      const reply = await as(me, '/v1/workspace', {
        method: 'PATCH',
        body: {},
        headers: headers as Record<string, string>,
      });
      expect(reply.status).toBe(403);
    }
  });

  test('ends when its member signs out', async () => {
    const me = await signedIn();
    const out = await as(me, '/v1/session', { method: 'DELETE' });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^satsuma_session=; Max-Age=0;/);
    const after = await as(me, '/v1/session');
    expect(after.status).toBe(401);
    expect(await after.json()).toMatchObject({ code: 'auth.missing' });
  });

  test('ends after 14 days', async () => {
    const me = await signedIn();
    const start = api.clock.now();
    api.clock.advance(14 * DAY - 1);
    expect((await as(me, '/v1/session')).status).toBe(200);
    api.clock.advance(1);
    expect((await as(me, '/v1/session')).status).toBe(401);
    api.clock.set(start);
  });

  test('is nothing for programs: a key reads no session, and wins over a cookie', async () => {
    const me = await signedIn();
    expect((await api.request('/v1/session')).status).toBe(403);
    const headers = { cookie: me.cookie, 'satsuma-csrf': me.csrf };
    expect((await api.request('/v1/workspace', { headers, authorization: 'Bearer wrong' })).status).toBe(401);
  });

  test('may do what its role allows', async () => {
    const { accounts, members } = schema;
    const me = await signedIn();
    await api.database.db.update(members).set({ role: 'viewer' });
    expect((await as(me, '/v1/workspace', { method: 'PATCH', body: {} })).status).toBe(403);
    expect(await (await as(me, '/v1/session')).json()).toMatchObject({ role: 'viewer' });
    await api.database.db.delete(members);
    expect((await as(me, '/v1/session')).status).toBe(401);
    expect((await signIn()).status).toBe(401);
    const [account] = await api.database.db.select().from(accounts);
    await api.database.db
      .insert(members)
      .values({ workspaceId: api.workspace.id, accountId: account?.id ?? 0, role: 'owner' });
    expect((await as(me, '/v1/session')).status).toBe(200);
  });
});

test('behind a proxy that ends TLS the cookie is for TLS only, and browsers are told to stay with it', async () => {
  const proxied = await startTestApi({ SATSUMA_TRUST_PROXY: 'on' });
  await proxied.createOwner(owner);
  const reply = await proxied.request('/v1/session', {
    method: 'POST',
    authorization: null,
    body: owner,
    headers: {
      origin: 'https://satsuma.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'satsuma.example',
    },
  });
  expect(reply.status).toBe(200);
  expect(reply.headers.get('set-cookie')).toContain('; Secure;');
  expect(reply.headers.get('strict-transport-security')).toContain('max-age=');
  await proxied.stop();
});
