import { useSearchParams } from 'react-router';
import { Users } from '@/features/admin/users';

export function UsersSection() {
  const [search, setSearch] = useSearchParams();
  return (
    <Users
      search={search.get('search') ?? ''}
      onSearch={(typed) => setSearch(typed === '' ? {} : { search: typed }, { preventScrollReset: true })}
    />
  );
}
