import { TabLinks } from '@/components/tab-links';
import { useTo } from './use-view';

const tabs = [
  { path: '', label: 'Overview' },
  { path: '/posts', label: 'Posts' },
  { path: '/insights', label: 'Insights' },
  { path: '/accounts', label: 'Accounts' },
] as const;

/** The pages of Growth, as links: the account and the period go along. */
export function Tabs() {
  const to = useTo();
  return (
    <TabLinks
      label="Growth"
      tabs={tabs.map(({ path, label }) => ({ to: to(path), label, end: path === '' }))}
    />
  );
}
