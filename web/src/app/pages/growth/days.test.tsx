import { screen, within } from '@testing-library/react';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { accountOf, growthHandlers, statsOf } from '@/test/growth-fixtures';
import { openGrowth, openInsights, setTheStage } from '@/test/growth-stage';
import { server } from '@/test/server';

/** A browser west of UTC, from before the first formatter is made. There a date at midnight UTC is the day before. */
const zone = vi.hoisted(() => {
  const before = process.env.TZ;
  process.env.TZ = 'Pacific/Honolulu';
  return before;
});

beforeEach(setTheStage);
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

async function firstCellOf(table: string) {
  const rows = within(await screen.findByRole('region', { name: `${table}, as a table` })).getAllByRole(
    'row',
  );
  return rows[1]?.firstElementChild?.textContent;
}

test('a week begins on its Monday and a day of followers is that day, wherever the browser is', async () => {
  server.use(...growthHandlers());
  openInsights();

  expect(new Date('2026-11-20').getDate()).toBe(19);
  expect(await firstCellOf('Engagement per post, week by week')).toBe('2 Nov 2026');
  expect(await firstCellOf('Followers')).toBe('20 Nov 2026');
});

test('the window of a finding has the days of the account, as its chart has', async () => {
  const account = accountOf({ time_zone: 'Asia/Tokyo' });
  const stats = statsOf({ account, from: '2026-10-22T15:00:00Z', to: '2026-11-21T15:00:00Z' });
  server.use(...growthHandlers({ accounts: [account], stats }));
  openGrowth();

  expect(await screen.findByText(/^23 Oct 2026 to 22 Nov 2026, against/)).toBeInTheDocument();
});
