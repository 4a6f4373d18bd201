import { queryClient } from '@/lib/query-client';
import { getSession, onSessionChange } from '@/lib/session';

/** What one person's session has loaded is never shown to the next one on the same machine. */
export function keepCacheToOnePerson(): void {
  let known = getSession().user?.id ?? null;
  onSessionChange(() => {
    const now = getSession().user?.id ?? null;
    if (now === known) return;
    if (known !== null) queryClient.clear();
    known = now;
  });
}
