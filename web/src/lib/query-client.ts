import { QueryClient, type DefaultOptions } from '@tanstack/react-query';
import { ApiProblem } from './problem';

export const defaultOptions = {
  queries: {
    // Offline is a problem with a sentence and a button, not a skeleton that waits for ever.
    networkMode: 'always',
    refetchOnReconnect: true,
    staleTime: 30_000,
    // The server's no is final. A lost line or a busy server gets two more tries.
    retry: (failures, error) =>
      failures < 2 &&
      error instanceof ApiProblem &&
      (error.isNetwork || error.status >= 500) &&
      error.code !== 'network.offline',
    retryDelay: (attempt) => Math.min(4000, 500 * 2 ** attempt),
  },
  mutations: { networkMode: 'always', retry: false },
} satisfies DefaultOptions;

export const queryClient = new QueryClient({ defaultOptions });
