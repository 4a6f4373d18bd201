import { LinkButton } from '@/components/button';
import { PageFrame } from '@/components/page-frame';
import { useSession } from '@/lib/session';

export function NotFoundPage() {
  const { user } = useSession();
  return (
    <PageFrame
      title="Nothing at this address"
      width="narrow"
      lede="The link may be old, or it belongs to somebody else's account."
    >
      <LinkButton variant="primary" to={user ? '/app' : '/'}>
        {user ? 'Go to Home' : 'Go to the start page'}
      </LinkButton>
    </PageFrame>
  );
}
