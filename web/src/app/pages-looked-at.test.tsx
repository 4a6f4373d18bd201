import { screen, within } from '@testing-library/react';
import { delay, http } from 'msw';
import { matchRoutes, type RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { adoptSession } from '@/lib/session';
import { administrator } from '@/test/admin-fixtures';
import { sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import pages from '@/test/pages.json';
import { server } from '@/test/server';
import { routes } from './router';

// In that file are the pages that the browser tests open on a desk and on a phone, in both themes. A new page has to be there too.
const paths = pages.map((page) => page.split('?')[0] ?? page);

/** Routes that are pages, not frames around them, with the path that leads there. */
function leaves(among: RouteObject[], above = ''): { route: RouteObject; path: string }[] {
  return among.flatMap((route) => {
    const path = `${above}/${route.path ?? ''}`.replace(/\/+/g, '/');
    return route.children ? leaves(route.children, path) : [{ route, path }];
  });
}

test('the browser tests look at every page that the router knows, with and without what may be left out', () => {
  const matches = paths.map((path) => matchRoutes(routes, path)?.at(-1));

  const unseen = leaves(routes).flatMap(({ route, path }) => {
    const seen = matches.filter((match) => match?.route === route);
    const optional = /:(\w+)\?/.exec(path)?.[1];
    // Without its section the settings lead to the first one.
    const isBoth =
      !optional || path.startsWith('/app/settings/') || seen.some((match) => !match?.params[optional]);
    return seen.length > 0 && isBoth ? [] : [path];
  });

  expect(unseen).toEqual([]);
});

test.each([
  ['/app/settings', 'Settings'],
  ['/admin', 'Administration'],
])('the browser tests look at every tab of %s', async (path, name) => {
  adoptSession(sessionOf(administrator));
  server.use(http.get('*/api/*', () => delay('infinite')));
  openApp(path);

  const tabs = within(await screen.findByRole('navigation', { name })).getAllByRole('link');

  expect(tabs.length).toBeGreaterThan(1);
  expect(tabs.map((tab) => tab.getAttribute('href')).filter((tab) => !paths.includes(tab ?? ''))).toEqual([]);
});
