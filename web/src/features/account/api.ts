import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, unwrap } from '@/lib/api';
import type { components } from '@/lib/schema';
import { adoptSession, endSession, updateUser } from '@/lib/session';

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

export function useGuest() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/auth/demo', { params })),
    onSuccess: adoptSession,
  });
}

export function useClaim() {
  return useMutation({
    mutationFn: (body: NewAccount) => unwrap(api.POST('/api/auth/claim', { params, body })),
    onSuccess: adoptSession,
  });
}

function useLogout() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/auth/logout', { body: {} })),
    // Also when the server cannot be told: whoever presses Log out must not stay signed in on this screen.
    onSettled: endSession,
  });
}

/** Logs out and goes to the start page, in the other order: the login page would otherwise come up on the way out. */
export function useLeave() {
  const navigate = useNavigate();
  const logout = useLogout();
  return () => void Promise.resolve(navigate('/')).then(() => logout.mutate());
}

export function useRename() {
  return useMutation({
    mutationFn: (username: string) => unwrap(api.PATCH('/api/user/me', { body: { username } })),
    onSuccess: updateUser,
  });
}
