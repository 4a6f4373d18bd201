import { useInfiniteQuery } from '@tanstack/react-query';
import { AuditWhat } from '@/components/audit-what';
import { Card } from '@/components/card';
import { PagedList } from '@/components/paged-list';
import { deviceWords } from '@/lib/device-words';
import { count } from '@/lib/format';
import { formatInstant } from '@/lib/moment';
import { ownAuditQuery, type AuditEvent } from './api';

/** What happened to one's own account. */
export function RecentActivity() {
  const query = useInfiniteQuery(ownAuditQuery);
  return (
    <Card title="Recent activity">
      <p className="mb-2 text-ink-2">
        What happened to your account within a year, newest first. If something was not you, set a new
        password: all other sessions end with the old one.
      </p>
      <PagedList
        query={query}
        what="Your recent activity"
        lines={4}
        shownWords={(shown) => `${count(shown, 'event')} shown.`}
        nothing={<p className="text-ink-2">Nothing has happened yet.</p>}
      >
        {(events) => (
          <ul className="divide-y divide-line">
            {events.map((event) => (
              <li key={event.id} className="py-3">
                <p>
                  <AuditWhat event={event} />
                </p>
                <p className="nums text-small text-ink-2">
                  <time dateTime={event.at}>{formatInstant(event.at)}</time>
                  {' \u00b7 '}
                  <span className="wrap-anywhere" title={event.device ?? undefined}>
                    {whereWords(event)}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </Card>
  );
}

/** From where somebody else did it is not told. */
function whereWords({ actor_id: actor, ip, device }: AuditEvent): string {
  if (actor !== null) return 'by an administrator';
  if (ip === null && device === null) return 'by the server';
  return `${deviceWords(device)}, ${ip ?? 'unknown address'}`;
}
