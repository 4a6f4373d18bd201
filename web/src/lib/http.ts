import { networkProblem } from './problem';
import { askForLogin, freshToken, getSession, refresh } from './session';

/**
 * fetch with the session attached. A 401 refreshes once and replays; when that is refused the person logs in
 * on top of the page, and then the request goes out after all. Nothing that was typed is lost.
 */
export async function authFetch(request: Request): Promise<Response> {
  // These decide about the session themselves: their 401 is an answer, not a reason to refresh.
  if (/\/api\/auth\/(login|register|token|logout|demo)$/.test(new URL(request.url).pathname)) {
    return send(request, freshToken());
  }

  const known = freshToken();
  const spare = request.clone();
  if (known === null && mayRefresh()) await refresh();
  const response = await send(request, known ?? freshToken());
  if (response.status !== 401 || !mayRefresh()) return response;

  const another = spare.clone();
  if (await refresh()) {
    const replayed = await send(spare, freshToken());
    if (replayed.status !== 401) return replayed;
  }
  return (await askForLogin()) ? send(another, freshToken()) : response;
}

function mayRefresh(): boolean {
  const { status } = getSession();
  return status === 'signed_in' || status === 'expired';
}

async function send(request: Request, token: string | null): Promise<Response> {
  // Cookie calls are refused without it; on the others it does no harm.
  request.headers.set('X-Greenroom', '1');
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw networkProblem();
  }
}
