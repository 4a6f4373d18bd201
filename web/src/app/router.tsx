import type { RouteObject } from 'react-router';
import { PublicLayout } from './public-layout';
import { RootLayout } from './root-layout';
import { LastCrash, RoomCrash, RouteCrash } from './route-crash';
import { NotFoundPage } from './pages/not-found';

/** Every page is its own chunk and exports itself as Component. Add a page here and an entry in nav.ts when it belongs in the navigation. */
const publicPages: RouteObject[] = [
  { index: true, lazy: () => import('./pages/landing') },
  { path: 'login', lazy: () => import('./pages/login') },
  { path: 'sign-up', lazy: () => import('./pages/sign-up') },
  { path: 'goodbye', lazy: () => import('./pages/goodbye') },
  { path: 'reset/:token?', lazy: () => import('./pages/reset') },
  { path: 'verify/:token', lazy: () => import('./pages/verify') },
  { path: 'waitlist', lazy: () => import('./pages/waitlist') },
  { path: 'legal/privacy', lazy: () => import('./pages/privacy') },
  {
    path: 'deletion/:code',
    lazy: () => import('./pages/deletion'),
  },
  {
    path: 'docs/api',
    lazy: () => import('./pages/api-reference'),
  },
];

const growthPages: RouteObject[] = [
  { index: true, lazy: () => import('./pages/growth/overview') },
  { path: 'posts', lazy: () => import('./pages/growth/posts') },
  { path: 'posts/:id', lazy: () => import('./pages/growth/post') },
  {
    path: 'insights',
    lazy: () => import('./pages/growth/insights'),
  },
  {
    path: 'accounts',
    lazy: () => import('./pages/growth/accounts'),
  },
];

const appPages: RouteObject[] = [
  { index: true, lazy: () => import('./pages/home') },
  {
    path: 'interviews',
    lazy: () => import('./pages/interviews/list'),
  },
  {
    path: 'interviews/new',
    lazy: () => import('./pages/interviews/set-up'),
  },
  {
    path: 'interviews/:id/report',
    lazy: () => import('./pages/interviews/report'),
  },
  {
    path: 'growth',
    lazy: () => import('./pages/growth/layout'),
    children: growthPages,
  },
  // One entry and one chunk: which section it is, the page says.
  {
    path: 'settings/:section?',
    lazy: () => import('./pages/settings/page'),
  },
  { path: '*', Component: NotFoundPage },
];

/** One entry for all of it: which page it is, the page says. */
const adminPage: RouteObject = {
  path: 'admin/*',
  lazy: () => import('./pages/admin/page'),
};

/** The room has no navigation around it: nothing pulls the eye away from the question. */
const roomPage: RouteObject = {
  path: 'app/interviews/:id',
  ErrorBoundary: RoomCrash,
  lazy: () => import('./pages/interviews/room'),
};

export const routes: RouteObject[] = [
  {
    Component: RootLayout,
    // The last net: only a fault in a layout itself gets here.
    ErrorBoundary: LastCrash,
    HydrateFallback: () => null,
    children: [
      {
        lazy: () => import('./require-session'),
        children: [
          {
            lazy: () => import('./app-layout'),
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
