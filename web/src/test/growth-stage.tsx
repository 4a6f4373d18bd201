import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { AccountsPage } from '@/app/pages/growth/accounts';
import { InsightsPage } from '@/app/pages/growth/insights';
import { GrowthPage } from '@/app/pages/growth/overview';
import { PostsPage } from '@/app/pages/growth/posts';
import { adoptSession } from '@/lib/session';
import { sessionOf } from './fixtures';
import { renderPage } from './render';
import { server } from './server';

/** What was asked for, as "/api/growth/stats?period=7&account_id=a-1". */
export const asked: string[] = [];
export const calls = (path: string) => asked.filter((call) => call.startsWith(path));

/** Somebody who is signed in, and a list of what their page asks for. Call it before each test. */
export function setTheStage() {
  adoptSession(sessionOf());
  asked.length = 0;
  server.events.removeAllListeners();
  server.events.on('request:start', ({ request }) => {
    const { pathname, search } = new URL(request.url);
    asked.push(pathname + search);
  });
}

/** The consent page is somewhere else; here it is a fragment, because jsdom goes nowhere. */
export function consents() {
  location.hash = '';
  server.use(
    http.get('*/api/instagram/connect', () => HttpResponse.json({ url: `${location.origin}/#consent-page` })),
  );
}

export const openGrowth = (path = '/app/growth') => renderPage(<GrowthPage />, path);
export const openPosts = (path = '/app/growth/posts') => renderPage(<PostsPage />, path);
export const openInsights = (path = '/app/growth/insights') => renderPage(<InsightsPage />, path);
export const openAccounts = (path = '/app/growth/accounts') => renderPage(<AccountsPage />, path);
export const finding = () => screen.findByText(/^No evidence of a change per post/);
