import { useParams } from 'react-router';
import { Deletion } from '@/features/growth/deletion';

export function DeletionPage() {
  const { code = '' } = useParams();
  return <Deletion key={code} code={code} />;
}

export { DeletionPage as Component };
