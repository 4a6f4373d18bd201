import { EmptyState } from '@/components/empty-state';
import { isSyncing } from '@/lib/growth-api';
import type { Account } from '@/lib/growth-types';
import { notReadWords } from '@/lib/growth-words';

/** Stands where an account has nothing to show because its first sync has not come to its end. */
export function NotReadYet({ what, account }: { what: string; account: Account }) {
  return (
    <EmptyState title={`${what} come with the first sync`}>
      <p>
        {notReadWords(account)} {wayOn(account)}
      </p>
    </EmptyState>
  );
}

/** Only what the head of the page really offers: it has no Refresh for an account that needs the person. */
function wayOn(account: Account): string {
  if (account.state !== 'active') return 'Reconnect, above, is the way.';
  if (account.last_synced_at !== null || isSyncing(account)) return 'This page fills itself.';
  return 'Refresh, above, tries it at once.';
}
