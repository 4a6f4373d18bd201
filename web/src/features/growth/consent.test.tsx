import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openApp as open } from '@/test/open-app';

test('the consent of the sample account goes back to the server with the state and the choice', async () => {
  open('/connect/sandbox?state=abc&persona=sandbox:tiny');

  const allow = await screen.findByRole('button', { name: 'Allow and connect' });
  const form = allow.closest('form')!;
  expect(form.getAttribute('action')).toBe('/auth/instagram/callback');
  expect(form.method).toBe('get');
  expect(Object.fromEntries(new FormData(form))).toEqual({ state: 'abc', code: 'sandbox:tiny' });
  expect(screen.getByRole('link', { name: 'Cancel' })).toHaveAttribute(
    'href',
    '/auth/instagram/callback?error=access_denied&state=abc',
  );
});

test('without a state there is nothing to consent to', async () => {
  open('/connect/sandbox');

  expect(await screen.findByText(/opened without a connection/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Allow and connect' })).not.toBeInTheDocument();
});
