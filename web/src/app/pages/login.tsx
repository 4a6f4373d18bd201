import { Link, Navigate, useLocation, useNavigate, useSearchParams } from 'react-router';
import { linkClass } from '@/components/button';
import { GitHubNotice } from '@/components/github-notice';
import { Notice } from '@/components/notice';
import { useOffersGitHub } from '@/features/account/github';
import { GitHubLink } from '@/features/account/github-link';
import { GuestButton } from '@/features/account/guest-button';
import { LoginForm } from '@/features/account/login-form';
import { cn } from '@/lib/cn';
import { gitHubMessage } from '@/lib/github-message';
import { nextPage } from '@/lib/next-page';
import { useSession } from '@/lib/session';
import { EntryFrame, Or } from '@/app/entry-frame';
import { noticeOf } from './login-notice';

export function LoginPage() {
  const { user } = useSession();
  const [search] = useSearchParams();
  const notice = noticeOf(useLocation().state);
  const navigate = useNavigate();
  const next = nextPage(search);
  const offersGitHub = useOffersGitHub();
  const goOn = () => void navigate(next, { replace: true });

  // Back from GitHub too late to link it: said where the link was begun, or it would be said nowhere.
  if (user && !user.is_guest && gitHubMessage(search) !== null)
    return <Navigate to={`/app/settings/security?${search}`} replace />;
  // A guest may still want to log in to a real account.
  if (user && !user.is_guest) return <Navigate to={next} replace />;
  return (
    <EntryFrame
      title="Log in"
      lede={
        next === '/app' ? 'Back to your interviews and reports.' : 'Then you go on to the page you asked for.'
      }
    >
      {notice && (
        <div className="mb-6">
          <Notice tone="lamp" live>
            {notice}
          </Notice>
        </div>
      )}
      <GitHubNotice search={search} />
      <LoginForm onDone={goOn} />
      <Or />
      {/* All of it at once: what stands here already must not move when one more comes. */}
      <div className={cn('grid gap-5', offersGitHub === null && 'invisible')}>
        {offersGitHub && <GitHubLink next={next} />}
        {!user && <GuestButton onDone={goOn} />}
        <p className="text-ink-2">
          No account yet?{' '}
          <Link to={`/sign-up?${search}`} className={linkClass}>
            Sign up
          </Link>
        </p>
      </div>
    </EntryFrame>
  );
}

export { LoginPage as Component };
