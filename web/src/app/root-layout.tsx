import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigate, useNavigation } from 'react-router';
import { Announcer } from '@/components/announcer';
import { Toaster } from '@/components/toaster';
import { useAsksGuest, wantsOut } from '@/features/account/leaving';
import { announce } from '@/lib/announcer';
import { logOut, useSession } from '@/lib/session';
import { useShortcut } from '@/lib/shortcuts';
import { toast } from '@/lib/toast';

const Palette = lazy(async () => ({ default: (await import('./command-palette')).CommandPalette }));
const Shortcuts = lazy(async () => ({
  default: (await import('@/features/palette/shortcut-list')).ShortcutList,
}));
const LoginAgain = lazy(async () => ({
  default: (await import('@/features/account/login-again')).LoginAgain,
}));
const GuestQuestion = lazy(async () => ({
  default: (await import('@/features/account/guest-question')).GuestQuestion,
}));

/** What every page has: progress of a navigation, live regions, toasts, the palette, and the login that lies on top. */
export function RootLayout() {
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null);
  const { status } = useSession();
  const asksGuest = useAsksGuest();
  const navigate = useNavigate();
  const signedIn = status === 'signed_in';

  useShortcut('mod+k', 'Go anywhere', () => setOpen('palette'), 'Everywhere');
  useShortcut('?', 'This list', () => setOpen('shortcuts'), 'Everywhere');
  useShortcut('g h', 'Go to Home', () => void navigate(signedIn ? '/app' : '/'), 'Everywhere');
  useShortcut('g i', 'Go to Interviews', () => void navigate('/app/interviews'), 'Everywhere');
  useShortcut('g s', 'Go to Settings', () => void navigate('/app/settings'), 'Everywhere');

  return (
    <>
      <PendingBar />
      <Outlet />
      <Toaster />
      <Announcer />
      <FocusOnNavigation />
      <LogoutOnArrival />
      <ScrollRestoration />
      <Suspense>
        {open === 'palette' && (
          <Palette onClose={() => setOpen(null)} onShowShortcuts={() => setOpen('shortcuts')} />
        )}
        {open === 'shortcuts' && <Shortcuts onClose={() => setOpen(null)} />}
        {asksGuest && <GuestQuestion />}
        {status === 'expired' && <LoginAgain />}
      </Suspense>
    </>
  );
}

/** A click on a link is answered at once, also when the page's chunk is still on its way. */
function PendingBar() {
  const busy = useNavigation().state !== 'idle';
  if (!busy) return null;
  return (
    <div className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden" aria-hidden="true">
      <div className="h-full w-1/3 animate-[travel_1.2s_ease-in-out_infinite] bg-lamp-glow" />
    </div>
  );
}

/** Whoever wants out has left their page by now, and it has let them go: the session ends on the start page. */
function LogoutOnArrival() {
  const location = useLocation();
  const navigate = useNavigate();
  const isDue = location.pathname === '/' && wantsOut(location.state);

  const end = useEffectEvent(async () => {
    // A reload of this page, or Back to it, must not log out the next one.
    void navigate('/', { replace: true, state: null });
    if (!(await logOut())) toast('You are logged out here. The server is told as soon as it can be reached.');
  });
  useEffect(() => {
    if (isDue) void end();
  }, [isDue]);

  return null;
}

/** A new page is a new place: the heading gets the focus and the title is said, as after a full page load. */
function FocusOnNavigation() {
  const { pathname } = useLocation();
  const shown = useRef(pathname);

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const active = document.activeElement;
    // A page that placed the focus itself (a form, the composer) knows better.
    if (
      active !== null &&
      active !== document.body &&
      active.closest('main') &&
      active.matches('input, textarea')
    )
      return;
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    announce(document.title);
  }, [pathname]);

  return null;
}
