import { useLocation, useParams } from 'react-router';
import { PageFrame } from '@/components/page-frame';
import { ClaimServer } from '@/features/admin/claim-server';

/** Where the link leads that the server prints while nobody administers it. */
export function ClaimServerPage() {
  const { token = '' } = useParams();
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
