import { ApiError } from '@satsuma/contracts';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { hasCode } from './api.ts';

/** A refusal stays a refusal; only a broken connection or a broken server is worth another try. */
function isWorthRetrying(failures: number, error: Error): boolean {
  if (failures >= 2) return false;
  return !(error instanceof ApiError) || error.problem.status >= 502;
}

/** @param onSignedOut called when the server no longer knows the session */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (hasCode(error, 'auth.missing')) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: { retry: isWorthRetrying, retryDelay: (n) => 400 * 2 ** n, staleTime: 5_000 },
    },
  });
}
