import createClient from 'openapi-fetch';
import { authFetch } from './http';
import { problemFrom } from './problem';
import type { paths } from './schema';

/**
 * Typed by the server's own document: a path or a field that does not exist does not compile.
 * Calls that can also be streamed are typed by their JSON answer; streams are read by stream.ts.
 */
export const api = createClient<paths, 'application/json' | 'application/problem+json'>({
  baseUrl: location.origin,
  fetch: authFetch,
});

/** The data of a call, or an ApiProblem thrown. Wrap every call of `api` in it. */
export async function unwrap<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(response, error);
  // 204 has no data, and its T is undefined.
  return data as T;
}
