import type { CallOf, Endpoint, ReplyOf } from './endpoint.ts';
import { Problem } from './problem.ts';

/** A refusal of the API, with the problem it answered. */
export class ApiError extends Error {
  readonly problem: Problem;
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

export interface ClientOptions {
  /** Address of the server without a slash at the end; empty for the one that served the page. */
  readonly baseUrl: string;
  /** Headers of every request, such as the key. */
  readonly headers?: () => Record<string, string>;
  readonly fetch?: typeof globalThis.fetch;
}

export type Client = <const E extends Endpoint>(
  endpoint: E,
  call?: CallOf<E>,
  init?: { readonly signal?: AbortSignal; readonly headers?: Record<string, string> },
) => Promise<ReplyOf<E>>;

/** A typed `fetch` over endpoint descriptors. Throws `ApiError` for problems and lets network errors through. */
export function createClient({ baseUrl, headers, fetch = globalThis.fetch }: ClientOptions): Client {
  return async (endpoint, call = {}, init = {}) => {
    const hasBody = call.body !== undefined;
    const response = await fetch(baseUrl + endpointUrl(endpoint, call), {
      method: endpoint.method,
      headers: {
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
        ...headers?.(),
        ...init.headers,
      },
      ...(hasBody ? { body: JSON.stringify(call.body) } : {}),
      ...(init.signal ? { signal: init.signal } : {}),
    });
    if (!response.ok) throw await problemOf(response);
    if (endpoint.reply === undefined) return undefined as never;
    return (await response.json()) as never;
  };
}

/** Path and query of a call; parameters are percent-encoded, absent query values left out. */
export function endpointUrl(
  endpoint: Endpoint,
  call: { readonly params?: unknown; readonly query?: unknown },
): string {
  const params = (call.params ?? {}) as Record<string, string | number>;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((call.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function problemOf(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('retry-after')) || null;
  const parsed = Problem.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ApiError(parsed.data, retryAfter);
  const detail = `The server answered ${response.status} without saying why.`;
  return new ApiError(
    { type: 'about:blank', title: 'Unexpected answer', status: response.status, detail, code: 'internal' },
    retryAfter,
  );
}
