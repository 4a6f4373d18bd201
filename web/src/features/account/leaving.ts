import { useNavigate } from 'react-router';
import { useSession } from '@/lib/session';
import { createStore, useStore } from '@/lib/store';

/** The guest who pressed Log out, by id: the question is not for whoever comes after. */
const asking = createStore<string | null>(null);

/** A guest wants to log out, and is asked whether to lose everything. */
export function useAsksGuest(): boolean {
  const { user } = useSession();
  return useStore(asking) === (user?.id ?? '');
}

export const closeGuestQuestion = () => asking.set(null);

const wish = { wantsOut: true };

/** Was this page opened by somebody on the way out? */
export function wantsOut(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'wantsOut' in state && state.wantsOut === true;
}

/**
 * The way out leads over the start page: the page that is left may have something to say first (the room stops its
 * clock), and the login page would otherwise come up on the way.
 */
export function useWayOut() {
  const navigate = useNavigate();
  return () => void navigate('/', { state: wish });
}

/** What Log out does: at once for an account, after a question for a guest, who has no password to come back with. */
export function useLeave() {
  const { user } = useSession();
  const goOut = useWayOut();
  return () => (user?.is_guest ? asking.set(user.id) : goOut());
}
