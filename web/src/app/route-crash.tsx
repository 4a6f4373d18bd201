import { lazy, Suspense } from 'react';
import { isRouteErrorResponse, Link, useLocation, useRouteError } from 'react-router';
import { Button, buttonClass } from '@/components/button';
import { ProblemDetails } from '@/components/error-state';
import { PageFrame } from '@/components/page-frame';
import { useSession } from '@/lib/session';
import { NotFoundPage } from './pages/not-found';

/** Drawn in place of the page that broke; the navigation around it stays. */
export function RouteCrash() {
  const error = useRouteError();
  const { user } = useSession();
  const { pathname } = useLocation();
  const home = user ? '/app' : '/';
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;

  const stale =
    error instanceof Error &&
    /dynamically imported module|module script|Failed to fetch/i.test(error.message);
  return (
    <PageFrame
      title={stale ? 'This page has to load again' : 'This page broke'}
      width="narrow"
      lede={
        stale
          ? 'A part of it could not be fetched. The server may have a newer version, or the line was lost for a moment.'
          : 'That is our fault, not yours. What you sent is saved, and so are your drafts.'
      }
    >
      <div className="mb-6 flex flex-wrap gap-3">
        <Button variant="primary" onClick={() => location.reload()}>
          Load again
        </Button>
        {pathname !== home && (
          <Link to={home} reloadDocument className={buttonClass('secondary')}>
            {user ? 'Go to Home' : 'Go to the start page'}
          </Link>
        )}
      </div>
      <ProblemDetails error={error} />
    </PageFrame>
  );
}

/** Where there is no navigation to keep: a fault in a layout itself. */
export function LastCrash() {
  return (
    <main id="main">
      <RouteCrash />
    </main>
  );
}

// The frame of the app is not part of the first load; if it cannot be had now, the page stands alone.
const InShell = lazy(async () => {
  try {
    const { AppFrame } = await import('./app-layout');
    return {
      default: () => (
        <AppFrame>
          <RouteCrash />
        </AppFrame>
      ),
    };
  } catch {
    return { default: LastCrash };
  }
});

/** The room has no navigation of its own; when it breaks, that of the app is the way out. */
export function RoomCrash() {
  return (
    <Suspense fallback={<LastCrash />}>
      <InShell />
    </Suspense>
  );
}
