import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { LinkButton } from '@/components/button';
import { Segmented } from '@/components/field';
import { PageFrame } from '@/components/page-frame';
import { interviewsQuery, statusFilters, type StatusFilter } from '@/features/interviews/api';
import { InterviewList } from '@/features/interviews/interview-list';
import { statusWord } from '@/lib/interview-words';

const choices = [
  { value: 'all', label: 'All' },
  ...statusFilters.map((status) => ({ value: status, label: statusWord[status] })),
] as const satisfies readonly { value: StatusFilter | 'all'; label: string }[];

export function InterviewsPage() {
  const [search, setSearch] = useSearchParams();
  const status = statusFilters.find((known) => known === search.get('status')) ?? null;
  const { data } = useInfiniteQuery(interviewsQuery(status));
  // Then the empty list itself offers the first one, and one green button is enough.
  const hasNone = status === null && data?.pages[0]?.items.length === 0;

  function show(next: StatusFilter | 'all') {
    setSearch(next === 'all' ? {} : { status: next }, { replace: true, preventScrollReset: true });
  }

  return (
    <PageFrame
      title="Interviews"
      actions={
        !hasNone && (
          <LinkButton to="/app/interviews/new" variant="primary">
            New interview
          </LinkButton>
        )
      }
    >
      <div className="mb-5">
        <Segmented
          legend="Show"
          hideLegend
          name="status"
          choices={choices}
          value={status ?? 'all'}
          onChange={show}
        />
      </div>
      <InterviewList status={status} onShowAll={() => show('all')} />
    </PageFrame>
  );
}

export { InterviewsPage as Component };
