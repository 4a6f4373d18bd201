import { useSearchParams } from 'react-router';
import { periods, usualPeriod, type Period } from '@/lib/growth-api';
import type { PostSort, PostType } from '@/lib/growth-types';
import { postSorts, postTypes } from './api';

export type View = {
  period: Period;
  /** Null is the first one. */
  account: string | null;
  sort: PostSort;
  type: PostType | null;
  /** Accounts of a login that wait to be chosen from. */
  choose: string | null;
};

/** What the page shows is in its address. Words of it that nobody knows count as not there. */
export function useView() {
  const [search, setSearch] = useSearchParams();
  const view: View = {
    period: periods.find((known) => String(known) === search.get('period')) ?? usualPeriod,
    account: search.get('account'),
    sort: postSorts.find((known) => known === search.get('sort')) ?? 'newest',
    type: postTypes.find((known) => known === search.get('type')) ?? null,
    choose: search.get('choose'),
  };

  function change(part: Partial<View>) {
    setSearch(
      (now) => {
        for (const [name, value] of Object.entries(part)) {
          if (value === null) now.delete(name);
          else now.set(name, String(value));
        }
        return now;
      },
      { replace: true, preventScrollReset: true },
    );
  }

  return { ...view, change };
}

/** What goes along from one page of Growth to another: whose posts, and of which days. */
function carried(search: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of ['account', 'period']) {
    const value = search.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept.size === 0 ? '' : `?${kept}`;
}

/** Where a page of Growth is, seen from this one. */
export function useTo(): (path: string) => { pathname: string; search: string } {
  const [search] = useSearchParams();
  return (path) => ({ pathname: `/app/growth${path}`, search: carried(search) });
}
