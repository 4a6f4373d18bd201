import createClient from 'openapi-fetch';
import { networkProblem, problemFrom } from './problem';
import type { components, paths } from './schema';
import { readLocal, writeLocal } from './storage';
import { createStore, useStore } from './store';

export type User = components['schemas']['UserView'];
type SessionView = components['schemas']['SessionView'];

/**
 * unknown      the first refresh is under way
 * unreachable  the server did not answer, so nobody knows
 * expired      there was a session and the server ended it: a login lies on top, the page below keeps its forms
 */
export type SessionStatus = 'unknown' | 'signed_in' | 'signed_out' | 'expired' | 'unreachable';
export type Session = {
  status: SessionStatus;
  user: User | null;
  /** The session ended because somebody logged in elsewhere, on a server that allows one at a time. */
  isReplaced?: boolean;
};

const session = createStore<Session>({ status: 'unknown', user: null });
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('greenroom.session');
const hint = 'signed-in';
const owed = 'log-out-owed';

// The calls that make and end sessions: what goes through `api` needs a session itself.
const client = createClient<paths>({
  baseUrl: location.origin,
  headers: { 'X-Greenroom': '1' },
  fetch: (request) => fetch(request),
});
const cookies = { params: { query: { use_cookies: true } }, body: {} };

// The access token lives here and nowhere else. The refresh token is a cookie that no script can read.
let token: string | null = null;
let tokenEndsAt = 0;
let isReplaced = false;
let refreshing: Promise<boolean> | null = null;
let waitingForLogin: { promise: Promise<boolean>; resolve: (again: boolean) => void } | null = null;

export const getSession = session.get;
export const onSessionChange = session.subscribe;
export const useSession = () => useStore(session);

/** The signed-in user on pages behind the login. */
export function useUser(): User {
  const { user } = useSession();
  if (!user) throw new Error('useUser is for pages behind the login.');
  return user;
}

/** Resolves once it is known whether somebody is signed in. */
export function whenKnown(): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (session.get().status === 'unknown') return;
      stop();
      resolve();
    };
    const stop = session.subscribe(check);
    check();
  });
}

/** Called once when the program starts. Visitors without a session cost no request. */
export async function restoreSession(): Promise<void> {
  if (readLocal(hint) === null) {
    signedOutHere();
    await payLogOut();
    return;
  }
  session.set({ status: 'unknown', user: null });
  try {
    if (!(await refresh())) signedOutHere(isReplaced);
  } catch {
    session.set({ status: 'unreachable', user: null });
  }
}

/** Takes over the answer of login, register, demo, claim and token. */
export function adoptSession(view: SessionView): void {
  const before = session.get();
  token = view.token;
  tokenEndsAt = Date.now() + view.expires_in * 1000;
  writeLocal(hint, '1');
  // The cookie is another one now, and ending it would end the wrong session.
  writeLocal(owed, null);
  session.set({ status: 'signed_in', user: view.user });
  if (before.user?.id !== view.user.id) tabs?.postMessage({ type: 'signed_in', user: view.user.id });
  settleLogin(before.user === null || before.user.id === view.user.id);
}

/** Before the browser leaves for a log-in elsewhere: the page that it comes back to finds its session by the cookie. */
export const expectSession = () => writeLocal(hint, '1');

export function updateUser(user: User): void {
  session.set((now) => (now.user?.id === user.id ? { ...now, user } : now));
}

/** After logout, or when the person closes the login that lay on top. */
export function endSession(): void {
  signedOutHere();
  tabs?.postMessage({ type: 'signed_out' });
}

/** Ends the session here at once, and on the server as soon as it can be told. Resolves to whether it knows by now. */
export function logOut(): Promise<boolean> {
  const bearer = freshToken();
  writeLocal(owed, '1');
  endSession();
  return payLogOut(bearer);
}

/** The cookie alone will do, when the access token is gone or too old. */
async function payLogOut(bearer: string | null = null): Promise<boolean> {
  if (readLocal(owed) === null || session.get().status !== 'signed_out') return true;
  const headers = bearer === null ? {} : { Authorization: `Bearer ${bearer}` };
  const answer = await client.POST('/api/auth/logout', { headers, body: {} }).catch(() => null);
  const isTold = answer !== null && answer.response.status < 500;
  if (isTold) writeLocal(owed, null);
  return isTold;
}

/** Fresh enough to send? Then it is there at once: a draft saved on pagehide has no time to wait. */
export function freshToken(): string | null {
  return token !== null && Date.now() < tokenEndsAt - 20_000 ? token : null;
}

/** One refresh at a time in this tab, and one tab at a time: the loser of a race would look like a thief. */
export function refresh(): Promise<boolean> {
  refreshing ??= oneTabAtATime(exchange).finally(() => (refreshing = null));
  return refreshing;
}

/** Resolves when the person has logged in again (true), or gave up (false). */
export function askForLogin(): Promise<boolean> {
  if (!waitingForLogin) {
    let resolve: (again: boolean) => void = () => undefined;
    const promise = new Promise<boolean>((done) => (resolve = done));
    waitingForLogin = { promise, resolve };
    token = null;
    session.set((now) => ({ status: 'expired', user: now.user, isReplaced }));
  }
  return waitingForLogin.promise;
}

async function exchange(): Promise<boolean> {
  const { data, error, response } = await client
    .POST('/api/auth/token', { ...cookies, signal: AbortSignal.timeout(20_000) })
    .catch(() => {
      throw networkProblem();
    });
  if (data) {
    adoptSession(data);
    return true;
  }
  // Only a clear no ends a session. A server that is busy or down has not said no.
  const problem = problemFrom(response, error);
  isReplaced = problem.code === 'session.replaced';
  if (problem.status === 401 || problem.status === 400) return false;
  throw problem;
}

async function oneTabAtATime(work: () => Promise<boolean>): Promise<boolean> {
  return 'locks' in navigator ? await navigator.locks.request('greenroom.refresh', work) : work();
}

function signedOutHere(isReplaced = false): void {
  token = null;
  writeLocal(hint, null);
  session.set({ status: 'signed_out', user: null, isReplaced });
  settleLogin(false);
}

function settleLogin(again: boolean): void {
  waitingForLogin?.resolve(again);
  waitingForLogin = null;
}

addEventListener('online', () => void payLogOut());

tabs?.addEventListener('message', (event: MessageEvent<{ type: string; user?: string }>) => {
  const { status, user } = session.get();
  if (event.data.type === 'signed_out') signedOutHere();
  else if (status === 'signed_in' && user?.id !== event.data.user) location.reload();
  else if (status !== 'signed_in') void refresh().catch(() => undefined);
});
