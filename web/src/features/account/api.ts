import { useMutation, useMutationState, type UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { asProblem, networkProblem } from '@/lib/problem';
import type { components } from '@/lib/schema';
import {
  adoptSession,
  endSession,
  getSession,
  refresh,
  restoreSession,
  updateUser,
  useUser,
  whenKnown,
  type User,
} from '@/lib/session';
import { toast } from '@/lib/toast';

export type Credentials = components['schemas']['LoginRequest'];
export type NewAccount = components['schemas']['RegisterRequest'];
export type NewAccountMutation = UseMutationResult<Begun, Error, NewAccount>;

// The refresh token goes into a cookie that no script can read.
const params = { query: { use_cookies: true } };

export function useLogin() {
  return useMutation({
    mutationFn: (body: Credentials) => unwrap(api.POST('/api/auth/login', { params, body })),
    onSuccess: (session) => {
      adoptSession(session);
      if (session.restored) toast('Welcome back. Your account will not be deleted.');
    },
  });
}

type Begun = components['schemas']['SessionView'] | components['schemas']['AcceptedView'];

/** A server that demands proven addresses sends a link first, and no session. */
export const waitsForMail = (begun: Begun): boolean => !('token' in begun);

function adoptIfStarted(begun: Begun) {
  if ('token' in begun) adoptSession(begun);
}

export function useRegister() {
  return useMutation({
    mutationFn: (body: NewAccount): Promise<Begun> =>
      unwrap(api.POST('/api/auth/register', { params, body })),
    onSuccess: adoptIfStarted,
  });
}

/** What is to follow is given here and not to the call: with the session the button is gone, and what belongs to the call goes with it. */
export function useGuest(onDone: () => void) {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/auth/demo', { params })),
    onSuccess: (session) => {
      adoptSession(session);
      onDone();
    },
  });
}

export function useClaim() {
  return useMutation({
    mutationFn: (body: NewAccount): Promise<Begun> => unwrap(api.POST('/api/auth/claim', { params, body })),
    onSuccess: adoptIfStarted,
  });
}

export function useForgot() {
  return useMutation({
    mutationFn: (email: string) => unwrap(api.POST('/api/auth/forgot', { body: { email } })),
  });
}

/** A new password ends every session of its account, which may be the one here. */
export function useReset() {
  return useMutation({
    mutationFn: (body: components['schemas']['ResetRequest']) =>
      unwrap(api.POST('/api/auth/reset', { body })),
    onSuccess: async () => {
      if (getSession().user && !(await refresh().catch(() => true))) endSession();
    },
  });
}

const me = () => unwrap(api.GET('/api/user/me'));

/** `was` is the address until now, where the link belongs to whoever is signed in here. */
export type Proven = { email: string; was: string | null };

export function useVerify() {
  return useMutation({
    mutationFn: async (token: string): Promise<Proven> => {
      // The press shows that the holder of the account reads the mail, if it comes with the session, which may still be on its way.
      await whenKnown();
      if (getSession().status === 'unreachable') await restoreSession();
      if (getSession().status === 'unreachable') throw networkProblem();
      const before = getSession().user;
      const { email } = await unwrap(api.POST('/api/auth/verify', { body: { token } }));
      // The link has done its work: whether the page hears of the rest is another matter.
      const after = before && (await me().catch(() => null));
      if (!after || after.email !== email) return { email, was: null };
      updateUser(after);
      return { email, was: before.email };
    },
  });
}

/** Sends the link that proves the address once more. */
export function useSendProof() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/auth/verify/send')),
    onError: (error) => {
      // It was opened meanwhile, in another tab or on another device.
      if (asProblem(error).code === 'account.email_verified_already')
        void me().then(updateUser, () => undefined);
    },
  });
}

/** An address that nobody has shown to be theirs yet. */
export const isUnproven = (user: User): boolean => user.email !== null && !user.email_verified;

const renameKey = ['rename'];

export function useRename() {
  return useMutation({
    mutationKey: renameKey,
    mutationFn: (username: string) => unwrap(api.PATCH('/api/user/me', { body: { username } })),
    onSuccess: updateUser,
  });
}

/** The name on the screen: a new one stands there from the press on Save, and goes again if the server refuses it. */
export function useUsername(): string {
  const { username } = useUser();
  const wanted = useMutationState({
    filters: { mutationKey: renameKey, status: 'pending' },
    select: ({ state }) => state.variables,
  }).at(-1);
  return typeof wanted === 'string' ? wanted : username;
}
