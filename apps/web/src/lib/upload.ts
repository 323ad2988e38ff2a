import { ApiError, Problem, type Endpoint, type ReplyOf } from '@satsuma/contracts';
import { csrfHeaders } from './api.ts';

interface UploadOptions {
  /** Called with the bytes sent so far and of all. */
  readonly onProgress: (sent: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a form with a file and tells how far it is, which `fetch` cannot. Throws `ApiError` for problems, `TypeError` when the
 * connection breaks and the signal's reason when it is aborted.
 */
export function upload<const E extends Endpoint>(
  endpoint: E,
  form: FormData,
  { onProgress, signal }: UploadOptions,
): Promise<ReplyOf<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(endpoint.method, endpoint.path);
    for (const [name, value] of Object.entries(csrfHeaders())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded, total));
    request.addEventListener('error', () => reject(new TypeError('The connection broke.')));
    request.addEventListener('abort', () => reject(signal.reason as Error));
    request.addEventListener('load', () => {
      const body = bodyOf(request);
      if (request.status >= 200 && request.status < 300) resolve(body as ReplyOf<E>);
      else reject(problemOf(body, request.status));
    });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

function bodyOf({ responseText }: XMLHttpRequest): unknown {
  try {
    return JSON.parse(responseText);
  } catch {
    return null;
  }
}

function problemOf(body: unknown, status: number): ApiError {
  const parsed = Problem.safeParse(body);
  if (parsed.success) return new ApiError(parsed.data, null);
  const detail = `The server answered ${status} without saying why.`;
  return new ApiError(
    { type: 'about:blank', title: 'Unexpected answer', status, detail, code: 'internal' },
    null,
  );
}
