import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { linkClass } from '@/components/button';
import { useClaim, useRegister } from '@/features/account/api';
import { useOffersGitHub } from '@/features/account/github';
import { GitHubLink } from '@/features/account/github-link';
import { GuestButton } from '@/features/account/guest-button';
import { NewAccountForm } from '@/features/account/new-account-form';
import { cn } from '@/lib/cn';
import { nextPage } from '@/lib/next-page';
import { useSession } from '@/lib/session';
import { EntryFrame, Or } from '@/app/entry-frame';

export function SignUpPage() {
  const { user } = useSession();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const fresh = useRegister();
  const claim = useClaim();
  const next = nextPage(search);
  const offersGitHub = useOffersGitHub();
  const goOn = () => void navigate(next, { replace: true });

  if (user && !user.is_guest) return <Navigate to={next} replace />;
  return (
    <EntryFrame
      title={user ? 'Keep this account' : 'Sign up'}
      lede={
        user
          ? 'Your interviews and reports stay with it.'
          : 'An e-mail address and a password. Nothing else is asked.'
      }
    >
      <NewAccountForm
        account={user ? claim : fresh}
        submitLabel={user ? 'Keep this account' : 'Create account'}
        onDone={goOn}
        whenTaken={
          <>
            <Link to={`/login?${search}`} className={linkClass}>
              Log in instead
            </Link>
            , or{' '}
            <Link to="/reset" className={linkClass}>
              set a new password
            </Link>
            .
          </>
        }
      />
      <Or />
      {/* All of it at once: what stands here already must not move when one more comes. */}
      <div className={cn('grid gap-5', offersGitHub === null && 'invisible')}>
        {!user && offersGitHub && <GitHubLink next={next} />}
        {!user && <GuestButton onDone={goOn} />}
        <p className="text-ink-2">
          Have an account?{' '}
          <Link to={`/login?${search}`} className={linkClass}>
            Log in
          </Link>
        </p>
      </div>
    </EntryFrame>
  );
}

export { SignUpPage as Component };
