import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Badge } from '@/components/badge';
import { Button, linkClass } from '@/components/button';
import { Card } from '@/components/card';
import { TextField } from '@/components/field';
import { PagedList } from '@/components/paged-list';
import { count, formatAgo, formatDay } from '@/lib/format';
import { usersQuery, type AccountRow } from './api';
import { Instant } from './instant';
import { RecordTable } from './record-table';

type UsersProps = { search: string; onSearch: (search: string) => void };

/** The accounts of this server, and nothing of what they hold. */
export function Users({ search, onSearch }: UsersProps) {
  const query = useInfiniteQuery(usersQuery(search));

  return (
    <Card title="Accounts">
      <form
        role="search"
        // Anew with each search, so that the way back shows what was searched for then.
        key={search}
        className="mb-4 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get('search');
          onSearch(typeof typed === 'string' ? typed.trim() : '');
        }}
      >
        <div className="w-full max-w-sm">
          <TextField
            label="Name or address"
            name="search"
            type="search"
            maxLength={254}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={search}
          />
        </div>
        <Button type="submit">Search</Button>
        {search && (
          <Button variant="quiet" onClick={() => onSearch('')}>
            Show all
          </Button>
        )}
      </form>
      <PagedList
        query={query}
        what="The accounts"
        lines={8}
        isPage
        shownWords={(shown) => `${count(shown, 'account')} shown.`}
        nothing={
          <p className="wrap-anywhere text-ink-2">
            {search
              ? `No account has \u201c${search}\u201d in its name or address.`
              : 'There are no accounts yet.'}
          </p>
        }
      >
        {(users) => <RecordTable caption="Accounts, newest first" rows={users} columns={columns} />}
      </PagedList>
    </Card>
  );
}

const columns = [
  {
    head: 'Account',
    cell: (user: AccountRow) => (
      <>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="wrap-anywhere">{user.username}</span>
          {user.is_admin && <Badge tone="lamp">Administrator</Badge>}
          {user.is_guest && <Badge>Guest</Badge>}
        </span>
        {user.email && (
          <span className="block text-small wrap-anywhere text-ink-2">
            {user.email}
            {!user.email_verified && ', not confirmed'}
          </span>
        )}
      </>
    ),
  },
  {
    head: 'Joined',
    cell: (user: AccountRow) => <time dateTime={user.created_at}>{formatDay(user.created_at)}</time>,
  },
  {
    head: 'Last seen',
    cell: (user: AccountRow) =>
      user.last_seen_at ? (
        <time dateTime={user.last_seen_at}>{formatAgo(user.last_seen_at)}</time>
      ) : (
        'no session left'
      ),
  },
  {
    head: 'Log-in',
    cell: (user: AccountRow) =>
      user.locked_until ? (
        <>
          closed until <Instant at={user.locked_until} />
        </>
      ) : (
        'open'
      ),
  },
  {
    head: 'Activity',
    needsNoHead: true,
    cell: (user: AccountRow) => (
      <Link
        to={`/admin/audit?user_id=${user.id}`}
        aria-label={`Activity of ${user.username}`}
        className={`${linkClass} inline-block pointer-coarse:py-2.5`}
      >
        Activity
      </Link>
    ),
  },
];
