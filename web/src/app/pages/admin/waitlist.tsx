import { useSearchParams } from 'react-router';
import { Waitlist } from '@/features/admin/waitlist';

const toPage = (page: number) => `/admin/waitlist${page === 1 ? '' : `?page=${page}`}`;

export function WaitlistSection() {
  const [search] = useSearchParams();
  const asked = Number(search.get('page') ?? 1);
  // What is no page is the first one.
  const page = Number.isInteger(asked) && asked >= 1 && asked <= 1_000_000 ? asked : 1;
  return <Waitlist page={page} toPage={toPage} />;
}
