import { ENDPOINTS } from '@satsuma/contracts';
import { ProblemError } from './problem-error.ts';

const PATTERNS = ENDPOINTS.map(({ path, method }) => ({
  method,
  pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  // Where two paths fit, the one with fewer parameters is meant.
  vague: path.split('{').length,
}));

export const unknownRoute = (): ProblemError =>
  new ProblemError('not_found', 'There is nothing at this address; see /v1/docs for what there is.');

/** What to say about a path that no route took: 405 with what it allows when the path is known, else 404. */
export function refusalOfRoute(url: string): ProblemError {
  const path = url.split('?')[0] ?? '';
  const fitting = PATTERNS.filter(({ pattern }) => pattern.test(path));
  const nearest = Math.min(...fitting.map(({ vague }) => vague));
  const methods = new Set<string>(
    fitting.filter(({ vague }) => vague === nearest).map(({ method }) => method),
  );
  if (methods.size === 0) return unknownRoute();
  if (methods.has('GET')) methods.add('HEAD');
  const allow = [...methods].join(', ');
  return new ProblemError('method.not_allowed', `This address takes ${allow}.`, {
    headers: { Allow: allow },
  });
}
