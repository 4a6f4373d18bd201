import { useSearchParams } from 'react-router';
import { Audit } from '@/features/admin/audit';

export function AuditSection() {
  const [search, setSearch] = useSearchParams();
  const choice = { name: search.get('name') || null, userId: search.get('user_id') || null };
  return (
    <Audit
      choice={choice}
      onChange={(part) => {
        const { name, userId } = { ...choice, ...part };
        setSearch(
          { ...(name && { name }), ...(userId && { user_id: userId }) },
          { replace: true, preventScrollReset: true },
        );
      }}
    />
  );
}
