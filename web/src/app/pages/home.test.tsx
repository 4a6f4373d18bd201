import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { HomePage } from '@/app/pages/home';
import { adoptSession } from '@/lib/session';
import { ada, builtInInterviewer, sessionOf } from '@/test/fixtures';
import { accountOf, growthHandlers, statsOf } from '@/test/growth-fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';

const url = 'http://localhost:5173';

function interview(over: object) {
  return {
    id: 'i1',
    status: 'completed',
    prompt: 'Five questions on caching. Some are of a neighbouring difficulty.',
    topics: ['caching'],
    mode: 'practice',
    difficulty: 'medium',
    length: 30,
    answered_questions: 5,
    number_questions: 5,
    score: 64,
    started_at: '2026-11-20T10:00:00Z',
    completed_at: '2026-11-20T10:30:00Z',
    updated_at: '2026-11-20T10:30:00Z',
    ...over,
  };
}

function serverHas(...items: object[]) {
  server.use(http.get(`${url}/api/interviews`, () => HttpResponse.json({ items, next_cursor: null })));
}

beforeEach(() => {
  adoptSession(sessionOf());
  server.use(...growthHandlers({ accounts: [] }), builtInInterviewer);
});

test('somebody new sees three steps and one way to begin', async () => {
  adoptSession(sessionOf({ ...ada, id: 'guest', is_guest: true, email: null }));
  serverHas();

  renderPage(<HomePage />);

  expect(await screen.findByRole('link', { name: 'Start your first interview' })).toHaveAttribute(
    'href',
    '/app/interviews/new',
  );
  expect(screen.getAllByRole('listitem')).toHaveLength(3);
  expect(screen.getByRole('link', { name: 'Keep it' })).toHaveAttribute('href', '/app/settings/profile#keep');
});

test('the interview that runs comes first, before one that was made later', async () => {
  serverHas(
    interview({ id: 'later', status: 'ready', started_at: null }),
    interview({ id: 'runs', status: 'in_progress', answered_questions: 2, number_questions: 6 }),
  );

  renderPage(<HomePage />);

  expect(await screen.findByRole('link', { name: 'Go on' })).toHaveAttribute('href', '/app/interviews/runs');
  expect(screen.getByText('4 questions to go on Caching')).toBeInTheDocument();
  expect(screen.getByText('2 of 6 answered')).toBeInTheDocument();
  expect(screen.getByText('Not started')).toBeInTheDocument();
});

test('an interview that is over leads to its report, not back into the room', async () => {
  serverHas(interview({ id: 'over', status: 'completing', score: null }));

  renderPage(<HomePage />);

  expect(await screen.findByRole('link', { name: 'See the report' })).toHaveAttribute(
    'href',
    '/app/interviews/over/report',
  );
  expect(screen.queryByRole('link', { name: 'Go on' })).not.toBeInTheDocument();
});

test('every card has its place from the start', () => {
  server.use(http.get(`${url}/api/interviews`, () => new Promise<Response>(() => undefined)));

  renderPage(<HomePage />);

  for (const card of ['interviews', 'recent interviews', 'last report', 'growth']) {
    expect(screen.getByText(`Loading your ${card}`)).toBeInTheDocument();
  }
});

test('a report that fails leaves the rest of the page alone', async () => {
  // React tells of every error that a boundary caught; main.tsx silences the expected ones, a test does it here.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  serverHas(interview({ id: 'done' }), interview({ id: 'older' }));
  server.use(
    http.get(`${url}/api/interviews/done/report`, () => HttpResponse.json({ code: 'x' }, { status: 500 })),
  );

  renderPage(<HomePage />);

  expect(await screen.findByText('Your last report did not load.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Retry' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Start an interview' })).toBeInTheDocument();
});

test('without an account the growth card says where to connect one', async () => {
  serverHas();

  renderPage(<HomePage />);

  expect(await screen.findByRole('link', { name: 'Connect an account' })).toHaveAttribute(
    'href',
    '/app/growth',
  );
});

test('the growth card says what the last 30 days show, and that the data is a sample', async () => {
  serverHas();
  server.use(...growthHandlers());

  renderPage(<HomePage />);

  expect(await screen.findByText(/^No evidence of a change per post: \+8/)).toBeInTheDocument();
  expect(screen.getByText('Sample data')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'See the figures' })).toHaveAttribute('href', '/app/growth');
});

test('a growth card that fails has its own Retry, and then it is there', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  serverHas();
  let isUp = false;
  server.use(
    http.get('*/api/growth/stats', () =>
      isUp ? HttpResponse.json(statsOf()) : HttpResponse.json({ code: 'x' }, { status: 500 }),
    ),
    ...growthHandlers({ accounts: [accountOf()] }),
  );

  renderPage(<HomePage />);
  expect(await screen.findByText('Your growth did not load.')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Start your first interview' })).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText(/^No evidence of a change per post/)).toBeInTheDocument();
});

test('an address that is not confirmed is mentioned quietly, and not again once it is dismissed', async () => {
  adoptSession(sessionOf({ ...ada, email_verified: false }));
  serverHas();
  const { unmount } = renderPage(<HomePage />);
  expect(await screen.findByText('Confirm your address.')).toBeInTheDocument();

  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));

  expect(screen.queryByText('Confirm your address.')).not.toBeInTheDocument();
  unmount();
  renderPage(<HomePage />);
  expect(await screen.findByRole('link', { name: 'Start your first interview' })).toBeInTheDocument();
  expect(screen.queryByText('Confirm your address.')).not.toBeInTheDocument();
  sessionStorage.clear();
});

test('the link is sent again from there; too many times it says for how long to wait', async () => {
  adoptSession(sessionOf({ ...ada, email_verified: false }));
  serverHas();
  const answers = [
    HttpResponse.json({ code: 'rate.limited' }, { status: 429, headers: { 'Retry-After': '300' } }),
    HttpResponse.json({ message: 'x' }, { status: 202 }),
  ];
  server.use(http.post('*/api/auth/verify/send', () => answers.shift() as Response));
  renderPage(<HomePage />);

  await userEvent.click(await screen.findByRole('button', { name: 'Send the link again' }));
  expect(await screen.findByText('Too many tries. Try again in 5 minutes.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Send the link again' }));

  expect(await screen.findByText(/^A link is on its way/)).toBeInTheDocument();
});

test('a confirmed address and a guest are left in peace', async () => {
  serverHas();
  renderPage(<HomePage />);

  expect(await screen.findByRole('link', { name: 'Start your first interview' })).toBeInTheDocument();
  expect(screen.queryByText('Confirm your address.')).not.toBeInTheDocument();
});
