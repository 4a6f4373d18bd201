import { EmptyState } from '@/components/empty-state';
import type { Flavour } from '@/lib/growth-types';
import { ConnectButtons } from './connect-buttons';

export function NoAccount({ flavours }: { flavours: readonly Flavour[] }) {
  return (
    <EmptyState title="No account is connected yet" action={<ConnectButtons flavours={flavours} isFirst />}>
      <p>
        Growth reads the posts of an account and their counts. The sample account has made-up posts and shows
        all that a real one would.
      </p>
    </EmptyState>
  );
}
