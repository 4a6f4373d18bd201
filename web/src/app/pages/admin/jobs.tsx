import { useSearchParams } from 'react-router';
import { jobStates } from '@/features/admin/api';
import { Jobs } from '@/features/admin/jobs';

export function JobsSection() {
  const [search, setSearch] = useSearchParams();
  return (
    <Jobs
      state={jobStates.find((known) => known === search.get('state')) ?? null}
      onChange={(state) => setSearch(state ? { state } : {}, { replace: true, preventScrollReset: true })}
    />
  );
}
