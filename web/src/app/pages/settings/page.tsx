import { Navigate, useLocation, useParams } from 'react-router';
import { PageFrame } from '@/components/page-frame';
import { TabLinks } from '@/components/tab-links';
import { NotFoundPage } from '@/app/pages/not-found';
import { DataSettings } from './data';
import { NotificationSettings } from './notifications';
import { ProfileSettings } from './profile';
import { SecuritySettings } from './security';
import { SessionSettings } from './sessions';

/** In the order of the tabs. Add a section here; its cards are components of features/settings. */
const sections = [
  { path: 'profile', label: 'Profile', Content: ProfileSettings },
  { path: 'security', label: 'Security', Content: SecuritySettings },
  { path: 'sessions', label: 'Sessions', Content: SessionSettings },
  { path: 'data', label: 'Data', Content: DataSettings },
  { path: 'notifications', label: 'Notifications', Content: NotificationSettings },
] as const;

const tabs = sections.map(({ path, label }) => ({ to: `/app/settings/${path}`, label }));

export function SettingsPage() {
  const { section } = useParams();
  const { search, hash } = useLocation();
  if (section === undefined) {
    return <Navigate to={{ pathname: '/app/settings/profile', search, hash }} replace />;
  }

  const open = sections.find(({ path }) => path === section);
  if (!open) return <NotFoundPage />;
  return (
    <PageFrame title={`${open.label} \u00b7 Settings`} heading="Settings" width="narrow">
      <TabLinks label="Settings" tabs={tabs} />
      <div className="grid grid-cols-1 gap-5">
        <open.Content />
      </div>
    </PageFrame>
  );
}

export { SettingsPage as Component };
