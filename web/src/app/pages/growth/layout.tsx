import { Outlet } from 'react-router';
import { useGrowthLive } from '@/lib/growth-live';

/** One line to the server for all pages of Growth, whichever is open. */
export function GrowthLayout() {
  useGrowthLive();
  return <Outlet />;
}

export { GrowthLayout as Component };
