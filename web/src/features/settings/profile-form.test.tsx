import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { useRename, useUsername } from '@/features/account/api';
import { adoptSession, getSession } from '@/lib/session';
import { ada, sessionOf } from '@/test/fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import { ProfileForm } from './profile-form';

let names: string[];
let answer: (username: string) => Response | Promise<Response>;

beforeEach(() => {
  names = [];
  answer = (username) => HttpResponse.json({ ...ada, username });
  adoptSession(sessionOf());
  server.use(
    http.patch('*/api/user/me', async ({ request }) => {
      const { username } = (await request.json()) as { username: string };
      names.push(username);
      return answer(username);
    }),
  );
});

function Page() {
  return (
    <>
      <p>Shown as {useUsername()}</p>
      <ProfileForm rename={useRename()} />
    </>
  );
}

async function rename(to: string) {
  await userEvent.clear(screen.getByLabelText('Username'));
  await userEvent.type(screen.getByLabelText('Username'), `${to}{Enter}`);
}

test('a new name is shown before the server has answered, and can be undone', async () => {
  let release = () => undefined as void;
  answer = async (username) => {
    await new Promise<void>((resolve) => (release = resolve));
    return HttpResponse.json({ ...ada, username });
  };
  renderPage(<Page />);

  await rename('grace');
  expect(await screen.findByText('Shown as grace')).toBeInTheDocument();
  expect(getSession().user?.username).toBe('ada');
  await waitFor(() => expect(names).toHaveLength(1));
  release();
  await userEvent.click(await screen.findByRole('button', { name: /^Undo: / }));
  expect(await screen.findByText('Shown as ada')).toBeInTheDocument();
  await waitFor(() => expect(names).toEqual(['grace', 'ada']));
  release();

  expect(await screen.findByText('The old username is back')).toBeInTheDocument();
  expect(screen.getByLabelText('Username')).toHaveValue('ada');
});

test('a name that is taken goes again, and stays in the field with the reason', async () => {
  answer = () =>
    HttpResponse.json(
      { code: 'account.exists', errors: { username: ['This username is taken.'] } },
      { status: 409 },
    );
  renderPage(<Page />);

  await rename('grace');

  expect(await screen.findByText('This username is taken.')).toBeInTheDocument();
  expect(screen.getByText('Shown as ada')).toBeInTheDocument();
  expect(screen.getByLabelText('Username')).toHaveValue('grace');
});
