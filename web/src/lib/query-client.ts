import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // The server's no is final. A lost line or a busy server gets two more tries.
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiProblem && (error.isNetwork || error.status >= 500),
      retryDelay: (attempt) => Math.min(4000, 500 * 2 ** attempt),
    },
    mutations: { retry: false },
  },
});
