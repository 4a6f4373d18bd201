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

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The data of a call, or an ApiProblem thrown. Wrap every call of `api` in it. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await call;
  if (isGood(answer)) return answer.data;
  throw problemFrom(answer.response, answer.error);
}

/** The status says which it is: an answer without a body has no data and is good all the same. */
function isGood<T>(answer: Answer<T>): answer is Answer<T> & { data: T } {
  return answer.response.ok;
}
