import { useMutation, useMutationState } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import type { components } from '@/lib/schema';
import { adoptSession, updateUser, useUser } from '@/lib/session';

export type Credentials = components['schemas']['LoginRequest'];
export type NewAccount = components['schemas']['RegisterRequest'];

// The refresh token goes into a cookie that no script can read.
const params = { query: { use_cookies: true } };

export function useLogin() {
  return useMutation({
    mutationFn: (body: Credentials) => unwrap(api.POST('/api/auth/login', { params, body })),
    onSuccess: adoptSession,
  });
}

export function useRegister() {
  return useMutation({
    mutationFn: (body: NewAccount) => unwrap(api.POST('/api/auth/register', { params, body })),
    onSuccess: adoptSession,
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
    mutationFn: (body: NewAccount) => unwrap(api.POST('/api/auth/claim', { params, body })),
    onSuccess: adoptSession,
  });
}

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
