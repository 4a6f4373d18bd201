import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { OutOfDate } from '@/components/out-of-date';
import { accountsQuery, insightsQuery } from '@/lib/growth-api';
import { useIsOffline } from '@/lib/offline';
import { asProblem } from '@/lib/problem';

type CardOutOfDateProps = Pick<ComponentProps<typeof OutOfDate>, 'query' | 'what' | 'className'>;

/** Of one card. A line that is down is said once, by the page, whose Retry asks for this too. */
export function CardOutOfDate(props: CardOutOfDateProps) {
  const accounts = useQuery(accountsQuery);
  const isOffline = useIsOffline(accounts.dataUpdatedAt);
  if (isOffline || (accounts.isRefetchError && asProblem(props.query.error).isNetwork)) return null;
  return <OutOfDate {...props} />;
}

export function InsightsOutOfDate({ accountId, className }: { accountId: string; className?: string }) {
  const query = useQuery(insightsQuery(accountId));
  return <CardOutOfDate query={query} what="The insights" {...(className && { className })} />;
}
