import type { Account } from '@/lib/growth-types';
import { Badge } from './badge';

/** The name of a connected account. Made-up data is called so wherever the name stands. */
export function AccountName({ account }: { account: Account }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <span className="font-medium text-ink">@{account.username}</span>
      {account.flavour === 'sandbox' && <Badge>Sample data</Badge>}
    </span>
  );
}
