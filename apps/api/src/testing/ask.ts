import type { TestApi, TestRequest } from './test-api.ts';

/** A reply as tests look at it; an empty body is an empty object. */
export interface Seen {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export async function ask(api: TestApi, path: string, init: TestRequest = {}): Promise<Seen> {
  const response = await api.request(path, init);
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  return {
    status: response.status,
    headers: response.headers,
    body,
    code: body['code'] as string | undefined,
  };
}
