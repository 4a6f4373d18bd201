import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ErrorState } from '@/components/error-state';
import { LogoMark } from '@/components/logo';
import { networkProblem } from '@/lib/problem';
import { restoreSession, useSession } from '@/lib/session';

/** Pages behind the login. While the session is expired the page stays, under the login that lies on top. */
export function RequireSession() {
  const { status, user } = useSession();
  const { pathname, search, hash } = useLocation();

  useEffect(() => {
    if (status !== 'unreachable') return;
    const retry = () => void restoreSession();
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
  }, [status]);

  if (user) return <Outlet />;
  if (status === 'unreachable') {
    return (
      <main id="main" className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-6">
        <LogoMark className="size-10" />
        <h1 className="sr-only">Greenroom</h1>
        <ErrorState
          error={networkProblem()}
          reassurance="What you had sent is saved."
          onRetry={() => void restoreSession()}
        />
      </main>
    );
  }
  if (status === 'signed_out') {
    const next = pathname === '/app' ? '' : `?next=${encodeURIComponent(pathname + search + hash)}`;
    return <Navigate to={`/login${next}`} replace />;
  }
  return (
    <div role="status" className="grid min-h-dvh place-items-center">
      <LogoMark className="size-10 motion-safe:animate-pulse" />
      <span className="sr-only">Opening Greenroom</span>
    </div>
  );
}

export { RequireSession as Component };
