import type { RouteObject } from 'react-router';
import { PublicLayout } from './public-layout';
import { RootLayout } from './root-layout';
import { LastCrash, RoomCrash, RouteCrash } from './route-crash';
import { NotFoundPage } from './pages/not-found';

/** Every page is its own chunk. Add a page here and an entry in nav.ts when it belongs in the navigation. */
const publicPages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./pages/landing')).LandingPage }) },
  { path: 'login', lazy: async () => ({ Component: (await import('./pages/login')).LoginPage }) },
  { path: 'sign-up', lazy: async () => ({ Component: (await import('./pages/sign-up')).SignUpPage }) },
  { path: 'goodbye', lazy: async () => ({ Component: (await import('./pages/goodbye')).GoodbyePage }) },
  { path: 'reset/:token?', lazy: async () => ({ Component: (await import('./pages/reset')).ResetPage }) },
  { path: 'verify/:token', lazy: async () => ({ Component: (await import('./pages/verify')).VerifyPage }) },
  { path: 'waitlist', lazy: async () => ({ Component: (await import('./pages/waitlist')).WaitlistPage }) },
  { path: 'legal/privacy', lazy: async () => ({ Component: (await import('./pages/privacy')).PrivacyPage }) },
  {
    path: 'deletion/:code',
    lazy: async () => ({ Component: (await import('./pages/deletion')).DeletionPage }),
  },
  {
    path: 'docs/api',
    lazy: async () => ({ Component: (await import('./pages/api-reference')).ApiReferencePage }),
  },
];

const growthPages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./pages/growth/overview')).GrowthPage }) },
  { path: 'posts', lazy: async () => ({ Component: (await import('./pages/growth/posts')).PostsPage }) },
  { path: 'posts/:id', lazy: async () => ({ Component: (await import('./pages/growth/post')).PostPage }) },
  {
    path: 'insights',
    lazy: async () => ({ Component: (await import('./pages/growth/insights')).InsightsPage }),
  },
  {
    path: 'accounts',
    lazy: async () => ({ Component: (await import('./pages/growth/accounts')).AccountsPage }),
  },
];

const appPages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./pages/home')).HomePage }) },
  {
    path: 'interviews',
    lazy: async () => ({ Component: (await import('./pages/interviews/list')).InterviewsPage }),
  },
  {
    path: 'interviews/new',
    lazy: async () => ({ Component: (await import('./pages/interviews/set-up')).SetUpPage }),
  },
  {
    path: 'interviews/:id/report',
    lazy: async () => ({ Component: (await import('./pages/interviews/report')).ReportPage }),
  },
  {
    path: 'growth',
    lazy: async () => ({ Component: (await import('./pages/growth/layout')).GrowthLayout }),
    children: growthPages,
  },
  // One entry and one chunk: which section it is, the page says.
  {
    path: 'settings/:section?',
    lazy: async () => ({ Component: (await import('./pages/settings/page')).SettingsPage }),
  },
  { path: '*', Component: NotFoundPage },
];

/** One entry for all of it: which page it is, the page says. */
const adminPage: RouteObject = {
  path: 'admin/*',
  lazy: async () => ({ Component: (await import('./pages/admin/page')).AdminPage }),
};

/** The room has no navigation around it: nothing pulls the eye away from the question. */
const roomPage: RouteObject = {
  path: 'app/interviews/:id',
  ErrorBoundary: RoomCrash,
  lazy: async () => ({ Component: (await import('./pages/interviews/room')).RoomPage }),
};

export const routes: RouteObject[] = [
  {
    Component: RootLayout,
    // The last net: only a fault in a layout itself gets here.
    ErrorBoundary: LastCrash,
    HydrateFallback: () => null,
    children: [
      {
        lazy: async () => ({ Component: (await import('./require-session')).RequireSession }),
        children: [
          {
            lazy: async () => ({ Component: (await import('./app-layout')).AppLayout }),
            children: [
              { ErrorBoundary: RouteCrash, children: [{ path: 'app', children: appPages }, adminPage] },
            ],
          },
          roomPage,
        ],
      },
      {
        Component: PublicLayout,
        children: [
          { ErrorBoundary: RouteCrash, children: [...publicPages, { path: '*', Component: NotFoundPage }] },
        ],
      },
    ],
  },
];
