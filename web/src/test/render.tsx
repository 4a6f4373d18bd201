import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { Announcer } from '@/components/announcer';
import { Toaster } from '@/components/toaster';
import { defaultOptions } from '@/lib/query-client';

/** One component on a page of its own, with a router, an empty cache that asks as the app's does, but once, live regions and toasts. */
export function renderPage(page: ReactElement, path = '/') {
  const client = new QueryClient({
    defaultOptions: { ...defaultOptions, queries: { ...defaultOptions.queries, retry: false } },
  });
  const router = createMemoryRouter([{ path: '*', element: page }], { initialEntries: [path] });
  const view = render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
      <Toaster />
      <Announcer />
    </QueryClientProvider>,
  );
  return { ...view, router, client };
}
