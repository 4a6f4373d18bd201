import { RefreshCw } from 'lucide-react';
import { Button } from '@/components/button';
import { announce } from '@/lib/announcer';
import { isSyncing } from '@/lib/growth-api';
import { asProblem } from '@/lib/problem';
import type { Account } from '@/lib/growth-types';
import { useRefresh } from './api';
import { syncWords } from './sync-words';

type SyncStateProps = { account: Account; asked: number };

export function SyncState({ account, asked }: SyncStateProps) {
  const refresh = useRefresh(account.id);
  const busy = refresh.isPending || isSyncing(account);
  // The notice says what is wrong and has the one button that helps.
  if (account.state !== 'active') return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="nums text-small text-ink-2">
        {syncWords(account, asked)}
        {refresh.isError && (
          <span role="alert" className="block text-bad">
            The sync did not start. {asProblem(refresh.error).detail}
          </span>
        )}
      </p>
      <Button
        icon={<RefreshCw className="size-4" aria-hidden="true" />}
        busy={busy}
        onClick={() => refresh.mutate(undefined, { onSuccess: () => announce('The sync has begun.') })}
      >
        Refresh
      </Button>
    </div>
  );
}
