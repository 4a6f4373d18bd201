import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { adoptSession } from '@/lib/session';
import { nothingSetUp, sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import { GitHubCard } from './github';

const nobody = { configured: true, linked: false, name: null, linked_at: null };
const octo = { configured: true, linked: true, name: 'octocat', linked_at: '2026-11-05T10:00:00Z' };

const link = (answer: () => Response) => server.use(http.get('*/api/user/me/github', answer));

beforeEach(() => {
  adoptSession(sessionOf());
});

test('a linked account says as whom, and can be unlinked', async () => {
  link(() => HttpResponse.json(octo));
  server.use(http.delete('*/api/user/me/github', () => new HttpResponse(null, { status: 204 })));
  renderPage(<GitHubCard />);

  expect(await screen.findByText('octocat')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Unlink GitHub' }));

  expect(await screen.findByRole('button', { name: 'Link GitHub' })).toBeInTheDocument();
  expect(screen.getAllByText('GitHub is unlinked')).not.toHaveLength(0);
});

test('the last way in stays, with the reason', async () => {
  link(() => HttpResponse.json(octo));
  server.use(
    http.delete('*/api/user/me/github', () =>
      HttpResponse.json(
        { code: 'github.last_way_in', detail: 'This account has no password.' },
        { status: 422 },
      ),
    ),
  );
  renderPage(<GitHubCard />);

  await userEvent.click(await screen.findByRole('button', { name: 'Unlink GitHub' }));

  expect(await screen.findByText('It was not unlinked.')).toBeInTheDocument();
  expect(screen.getByText(/has no password/)).toBeInTheDocument();
  expect(screen.getByText('octocat')).toBeInTheDocument();
});

test('linking asks for the password and leaves for the address that the server gives', async () => {
  const assign = vi.fn();
  vi.stubGlobal('location', { ...window.location, assign });
  link(() => HttpResponse.json(nobody));
  server.use(
    ...nothingSetUp,
    http.post('*/api/user/me/github', async ({ request }) => {
      const { current_password: password } = (await request.json()) as { current_password: string };
      return password === 'right'
        ? HttpResponse.json({ url: 'https://github.com/login/oauth/authorize?a' })
        : HttpResponse.json(
            { code: 'auth.password_wrong', errors: { current_password: ['This is not the password.'] } },
            { status: 422 },
          );
    }),
  );
  renderPage(<GitHubCard />);

  await userEvent.click(await screen.findByRole('button', { name: 'Link GitHub' }));
  await userEvent.type(screen.getByLabelText('Your password'), 'wrong{Enter}');
  expect(await screen.findByText('This is not the password.')).toBeInTheDocument();
  await userEvent.clear(screen.getByLabelText('Your password'));
  await userEvent.type(screen.getByLabelText('Your password'), 'right{Enter}');

  await waitFor(() => expect(assign).toHaveBeenCalledWith('https://github.com/login/oauth/authorize?a'));
});

test('whoever comes back is told once what became of it', async () => {
  link(() => HttpResponse.json(octo));
  const { router } = renderPage(<GitHubCard />, '/app/settings/security?github=linked');

  expect((await screen.findAllByText('GitHub is linked')).length).toBeGreaterThan(0);

  await waitFor(() => expect(router.state.location.search).toBe(''));
});

test('an account at GitHub that opens another one here is not linked, and the page says so', async () => {
  link(() => HttpResponse.json(nobody));
  renderPage(<GitHubCard />, '/app/settings/security?error=github_taken');

  expect(screen.getByRole('alert')).toHaveTextContent('linked to another account');
  expect(await screen.findByRole('button', { name: 'Link GitHub' })).toBeInTheDocument();
});

test('whoever comes back too late to the log-in, but is logged in, is told where it was begun', async () => {
  link(() => HttpResponse.json(nobody));
  const router = openApp('/login?error=github_state');

  expect(await screen.findByText(/That took too long/)).toBeInTheDocument();
  expect(router.state.location.pathname).toBe('/app/settings/security');
});

test('a server without GitHub says so, and one that does not answer can be asked again', async () => {
  let isThere = false;
  link(() =>
    isThere ? HttpResponse.json({ ...nobody, configured: false }) : new HttpResponse(null, { status: 404 }),
  );
  renderPage(<GitHubCard />);

  expect(screen.getByText('Loading the link to GitHub')).toBeInTheDocument();
  expect(await screen.findByText('The link to GitHub did not load.')).toBeInTheDocument();
  isThere = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('Log-in by GitHub is not set up on this server.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Link GitHub' })).not.toBeInTheDocument();
});
