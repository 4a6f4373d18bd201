import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { queryClient } from '@/lib/query-client';
import { accountOf, growthHandlers } from '@/test/growth-fixtures';
import { setTheStage } from '@/test/growth-stage';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

beforeEach(() => {
  setTheStage();
  queryClient.clear();
});

const tabs = () => within(screen.getByRole('navigation', { name: 'Growth' }));

test('the account and the period go along from page to page, the order of a table does not', async () => {
  const accounts = [accountOf(), accountOf({ id: 'a-2', username: 'real.ada', flavour: 'instagram' })];
  server.use(...growthHandlers({ accounts }));
  const router = openApp('/app/growth/posts?account=a-2&period=7&sort=likes');
  await screen.findByRole('heading', { name: 'Posts', level: 1 });

  for (const [tab, path] of [
    ['Insights', '/app/growth/insights'],
    ['Accounts', '/app/growth/accounts'],
    ['Overview', '/app/growth'],
  ] as const) {
    await userEvent.click(tabs().getByRole('link', { name: tab }));
    await waitFor(() => expect(router.state.location.pathname).toBe(path));
    expect(router.state.location.search).toBe('?account=a-2&period=7');
    await waitFor(() =>
      expect(tabs().getByRole('link', { name: tab })).toHaveAttribute('aria-current', 'page'),
    );
  }
  expect(await screen.findByRole('combobox', { name: 'Account' })).toHaveValue('a-2');
  expect(screen.getByRole('radio', { name: '7 days' })).toBeChecked();
});
