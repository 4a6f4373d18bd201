import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { endSession } from '@/lib/session';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

let asked: unknown[];
let answer: () => Response;

beforeEach(() => {
  endSession();
  asked = [];
  answer = () => HttpResponse.json({ message: 'Signed up successfully' });
  server.use(
    http.post('*/api/waitlist/signup', async ({ request }) => {
      asked.push(await request.json());
      return answer();
    }),
  );
});

test('an address is put on the list; one that is on it already reads the same', async () => {
  openApp('/waitlist');

  await userEvent.type(await screen.findByLabelText('E-mail'), ' grace@example.org {Enter}');

  expect(await screen.findByText('You are on the waitlist')).toBeInTheDocument();
  expect(screen.getByText('grace@example.org')).toBeInTheDocument();
  expect(asked).toEqual([{ email: 'grace@example.org' }]);
});

test('a mistake is named beside the field, before and after the server has seen it', async () => {
  answer = () =>
    HttpResponse.json(
      { code: 'request.invalid', errors: { email: ['This is not an address.'] } },
      { status: 400 },
    );
  openApp('/waitlist');

  await userEvent.type(await screen.findByLabelText('E-mail'), 'grace{Enter}');
  expect(await screen.findByText('This does not look like an e-mail address.')).toBeInTheDocument();
  expect(asked).toEqual([]);
  await userEvent.type(screen.getByLabelText('E-mail'), '@example.org{Enter}');

  expect(await screen.findByText('This is not an address.')).toBeInTheDocument();
  expect(screen.getByLabelText('E-mail')).toHaveFocus();
});

test('too many tries and a lost line each have their sentence', async () => {
  const answers = [
    HttpResponse.json({ code: 'rate.limited' }, { status: 429, headers: { 'Retry-After': '9' } }),
    HttpResponse.error(),
  ];
  answer = () => answers.shift() as Response;
  openApp('/waitlist');

  await userEvent.type(await screen.findByLabelText('E-mail'), 'grace@example.org{Enter}');
  expect(await screen.findByText('Too many tries. Try again in 9 seconds.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Join the waitlist' }));

  expect(await screen.findByText(/server cannot be reached/)).toBeInTheDocument();
});
