import { networkProblem } from './problem';
import { askForLogin, freshToken, getSession, refresh } from './session';

/**
 * fetch with the session attached. A 401 refreshes once and replays; when that is refused the person logs in
 * on top of the page, and then the request goes out after all. Nothing that was typed is lost.
 * `patience` bounds how long the server may take to begin its answer; a login in between does not count.
 */
export async function authFetch(request: Request, patience?: number): Promise<Response> {
  // These decide about the session themselves: their 401 is an answer, not a reason to refresh.
  if (
    /\/api\/auth\/(login|register|token|logout|demo|passkeys|passkeys\/options)$/.test(
      new URL(request.url).pathname,
    )
  ) {
    return send(request, freshToken(), patience);
  }

  const known = freshToken();
  const spare = request.clone();
  if (known === null && mayRefresh()) await refresh();
  const response = await send(request, known ?? freshToken(), patience);
  if (response.status !== 401 || !mayRefresh()) return response;

  const another = spare.clone();
  if (await refresh()) {
    const replayed = await send(spare, freshToken(), patience);
    if (replayed.status !== 401) return replayed;
  }
  return (await askForLogin()) ? send(another, freshToken(), patience) : response;
}

function mayRefresh(): boolean {
  const { status } = getSession();
  return status === 'signed_in' || status === 'expired';
}

async function send(request: Request, token: string | null, patience?: number): Promise<Response> {
  // Cookie calls are refused without it; on the others it does no harm.
  request.headers.set('X-Greenroom', '1');
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  const silence = new AbortController();
  const timer = patience === undefined ? undefined : setTimeout(() => silence.abort(), patience);
  try {
    if (timer === undefined) return await fetch(request);
    return await fetch(request, { signal: AbortSignal.any([request.signal, silence.signal]) });
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw networkProblem();
  } finally {
    clearTimeout(timer);
  }
}
