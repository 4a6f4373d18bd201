import { useLocation, useParams } from 'react-router';
import { NotFoundPage } from '@/app/pages/not-found';
import { PageFrame } from '@/components/page-frame';
import { TabLinks } from '@/components/tab-links';
import { ClaimServer } from '@/features/admin/claim-server';
import { Overview } from '@/features/admin/overview';
import { useUser } from '@/lib/session';
import { AuditSection } from './audit';
import { JobsSection } from './jobs';
import { UsersSection } from './users';
import { WaitlistSection } from './waitlist';

/** In the order of the tabs; the first one has no name in the address. */
const sections = [
  { path: '', label: 'Overview', Content: Overview },
  { path: 'waitlist', label: 'Waitlist', Content: WaitlistSection },
  { path: 'users', label: 'Users', Content: UsersSection },
  { path: 'jobs', label: 'Jobs', Content: JobsSection },
  { path: 'audit', label: 'Audit', Content: AuditSection },
] as const;

const tabs = sections.map(({ path, label }) => ({
  to: path === '' ? '/admin' : `/admin/${path}`,
  label,
  end: true,
}));

/** To everybody else there is nothing here, as the API says too. */
export function AdminPage() {
  const { '*': rest = '' } = useParams();
  const user = useUser();
  const token = /^claim\/([^/]+)$/.exec(rest)?.[1];
  if (token !== undefined) return <ClaimServerPage token={token} />;
  const open = sections.find(({ path }) => path === rest);

  if (!user.is_admin || !open) return <NotFoundPage />;
  return (
    <PageFrame title={`${open.label} \u00b7 Administration`} heading="Administration">
      <TabLinks label="Administration" tabs={tabs} />
      <open.Content />
    </PageFrame>
  );
}

/** Where the link leads that the server prints while nobody administers it. */
function ClaimServerPage({ token }: { token: string }) {
  const { pathname } = useLocation();
  return (
    <PageFrame
      title="Administer this server"
      width="narrow"
      lede="The server printed this link when it started, because it has no administrator yet."
    >
      <ClaimServer key={token} token={token} here={pathname} />
    </PageFrame>
  );
}

export { AdminPage as Component };
