/** What another page says on the log-in page, carried by the navigation: a reload says it again, a new visit does not. */
export const loginNotice = { passwordSet: { notice: 'password-set' } } as const;

export function noticeOf(state: unknown): string | null {
  const isPasswordSet =
    typeof state === 'object' &&
    state !== null &&
    'notice' in state &&
    state.notice === loginNotice.passwordSet.notice;
  return isPasswordSet ? 'The new password is set, and every session has ended. Log in with it.' : null;
}
