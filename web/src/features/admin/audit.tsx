import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { AuditWhat } from '@/components/audit-what';
import { Button, linkClass } from '@/components/button';
import { Card } from '@/components/card';
import { Field, inputClass } from '@/components/field';
import { PagedList } from '@/components/paged-list';
import { auditNames, auditWords } from '@/lib/audit-words';
import { deviceWords } from '@/lib/device-words';
import { count } from '@/lib/format';
import { useUser } from '@/lib/session';
import { auditQuery, type AuditChoice, type AuditEvent } from './api';
import { Instant } from './instant';
import { RecordTable } from './record-table';

type AuditProps = { choice: AuditChoice; onChange: (part: Partial<AuditChoice>) => void };

/** What happened on this server: what, when, to whom, by whom, from where. */
export function Audit({ choice, onChange }: AuditProps) {
  const query = useInfiniteQuery(auditQuery(choice));
  const { name, userId } = choice;
  const isChosen = name !== null || userId !== null;
  const names = name === null || auditNames.includes(name) ? auditNames : [name, ...auditNames];
  const showAll = () => onChange({ name: null, userId: null });

  return (
    <Card title="Audit log">
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <div className="w-full max-w-sm">
          <Field label="What happened">
            {(control) => (
              <select
                {...control}
                className={inputClass}
                value={name ?? ''}
                onChange={(event) => onChange({ name: event.target.value || null })}
              >
                <option value="">Everything</option>
                {names.map((known) => (
                  <option key={known} value={known}>
                    {auditWords(known)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        {userId !== null && <Button onClick={() => onChange({ userId: null })}>Show all accounts</Button>}
      </div>
      {userId !== null && (
        <p className="mb-4 wrap-anywhere text-ink-2">
          Only the account <span className="font-mono text-mono">{userId}</span>.
        </p>
      )}
      <PagedList
        query={query}
        what="The audit log"
        lines={8}
        isPage
        shownWords={(shown) => `${count(shown, 'event')} shown.`}
        nothing={
          <div className="grid justify-items-start gap-3">
            <p className="text-ink-2">
              {isChosen ? 'Nothing of that kind is in the log.' : 'Nothing has happened yet.'}
            </p>
            {isChosen && <Button onClick={showAll}>Show everything</Button>}
          </div>
        }
      >
        {(events) => <RecordTable caption="Audit log, newest first" rows={events} columns={columns} />}
      </PagedList>
    </Card>
  );
}

const columns = [
  { head: 'Event', cell: (event: AuditEvent) => <AuditWhat event={event} /> },
  { head: 'When', needsNoHead: true, cell: (event: AuditEvent) => <Instant at={event.at} /> },
  { head: 'Account', cell: (event: AuditEvent) => <Whose event={event} /> },
  {
    head: 'From',
    cell: ({ ip, device }: AuditEvent) =>
      ip === null && device === null ? null : (
        <span title={device ?? undefined}>
          <span className="wrap-anywhere">{ip ?? 'unknown address'}</span>
          <span className="text-small text-ink-2 sm:block">
            <span className="sm:hidden">, </span>
            {deviceWords(device)}
          </span>
        </span>
      ),
  },
];

function Whose({ event: { user_id: whose, actor_id: actor } }: { event: AuditEvent }) {
  if (whose === null && actor === null) return 'none';
  return (
    <>
      {whose !== null && <Account id={whose} />}
      {actor !== null && (
        <>
          {whose === null ? 'by ' : ', by '}
          <Account id={actor} />
        </>
      )}
    </>
  );
}

/** The log holds ids and no names; the end of an id tells two apart. */
function Account({ id }: { id: string }) {
  const { id: own } = useUser();
  return (
    <Link
      to={`/admin/audit?user_id=${id}`}
      title={id}
      className={`${linkClass} pointer-coarse:inline-block pointer-coarse:py-1.5`}
    >
      {id === own ? 'you' : <span className="font-mono text-mono">…{id.slice(-6)}</span>}
    </Link>
  );
}
