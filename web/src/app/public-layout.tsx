import { lazy, Suspense } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { SkipLink } from '@/components/skip-link';
import { buttonClass, linkClass } from '@/components/button';
import { Logo } from '@/components/logo';
import { useSession } from '@/lib/session';

const Replaced = lazy(async () => ({ default: (await import('@/features/account/replaced')).Replaced }));

export function PublicLayout() {
  const { user, status, isReplaced } = useSession();
  const { pathname } = useLocation();
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-3 px-4 py-4 sm:px-8">
        <Link
          to="/"
          aria-label="Greenroom, start page"
          className="inline-flex min-h-11 items-center rounded-inner"
        >
          <Logo />
        </Link>
        <nav aria-label="Account" className="flex items-center gap-1 sm:gap-2">
          {/* While it is not known whether somebody is signed in, neither answer is shown. */}
          {status === 'unknown' ? null : user ? (
            <Link to="/app" className={buttonClass('secondary')}>
              Open Greenroom
            </Link>
          ) : (
            <>
              {pathname !== '/login' && (
                <Link to="/login" className={buttonClass('quiet')}>
                  Log in
                </Link>
              )}
              {pathname !== '/sign-up' && (
                <Link to="/sign-up" className={buttonClass('secondary')}>
                  Sign up
                </Link>
              )}
            </>
          )}
        </nav>
      </header>
      <main id="main" className="min-w-0 flex-1">
        <Suspense>{isReplaced && <Replaced />}</Suspense>
        <Outlet />
      </main>
      <footer className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-6 gap-y-1 px-4 py-8 text-small text-ink-3 sm:px-8">
        <span className="mr-auto">Greenroom runs on the server you are looking at.</span>
        <Link to="/legal/privacy" className={`${linkClass} inline-flex min-h-11 items-center`}>
          Privacy
        </Link>
        <Link to="/docs/api" className={`${linkClass} inline-flex min-h-11 items-center`}>
          API reference
        </Link>
      </footer>
    </div>
  );
}
