import { useLocation, useParams, useSearchParams } from 'react-router';
import { Room } from '@/features/interviews/room';

export function RoomPage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const state: unknown = useLocation().state;
  const pausedId = typeof state === 'object' && state !== null && 'pausedId' in state ? state.pausedId : null;
  return (
    <Room
      key={id}
      id={id}
      wanted={search.get('track')}
      pausedId={typeof pausedId === 'string' ? pausedId : null}
    />
  );
}

export { RoomPage as Component };
