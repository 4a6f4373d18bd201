import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { deviceWords } from '@/lib/device-words';
import { formatAgo, formatDay } from '@/lib/format';
import type { ActiveSession } from './api';

type SessionRowProps = { session: ActiveSession; onEnd: () => void; ending: boolean };

export function SessionRow({ session, onEnd, ending }: SessionRowProps) {
  const device = deviceWords(session.device);
  return (
    <li className="flex items-center justify-between gap-4 py-3.5">
      <div className="min-w-0">
        <p
          className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium"
          title={session.device ?? undefined}
        >
          {device}
          {session.is_current && <Badge tone="lamp">This one</Badge>}
        </p>
        <p className="nums text-small text-ink-2">
          <span className="break-all">{session.ip ?? 'Unknown address'}</span>
          {' \u00b7 '}
          {session.is_current ? (
            'in use now'
          ) : (
            <>
              last seen <time dateTime={session.last_seen_at}>{formatAgo(session.last_seen_at)}</time>
            </>
          )}
          {' \u00b7 '}
          since <time dateTime={session.created_at}>{formatDay(session.created_at)}</time>
        </p>
      </div>
      {!session.is_current && (
        <Button
          size="sm"
          variant="danger"
          className="shrink-0"
          aria-label={`End: ${device}, since ${formatDay(session.created_at)}`}
          busy={ending}
          busyLabel="Ending"
          onClick={onEnd}
        >
          End
        </Button>
      )}
    </li>
  );
}
