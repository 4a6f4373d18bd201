import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Alone } from '@/components/alone';
import { Badge } from '@/components/badge';
import { LinkButton } from '@/components/button';
import { Card } from '@/components/card';
import { OutOfDate } from '@/components/out-of-date';
import { useIsOffline } from '@/lib/offline';
import { count } from '@/lib/format';
import { peopleQuery, systemQuery } from './api';
import { backupWords, jobsWords, mailWords, type Said } from './system-words';

/** Two requests: the people may be there when the server's own figures are not. */
export function Overview() {
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
      <Alone failed="The figures of people did not load." label="Loading the figures of people" lines={6}>
        <PeopleCard />
      </Alone>
      <Alone failed="The state of the server did not load." label="Loading the state of the server" lines={6}>
        <SystemCard />
      </Alone>
    </div>
  );
}

function PeopleCard() {
  const query = useSuspenseQuery(peopleQuery);
  const people = query.data;
  return (
    <Card title="People">
      <OutOfDate query={query} what="The figures of people" isPage className="mb-4" />
      <p className="mb-3 text-ink-2">
        {count(people.users, 'account')}, {people.new_this_week} of them new within seven days.
      </p>
      <dl className="nums">
        <Figure label="Accounts" value={people.users} />
        <Figure label="With a confirmed address" value={people.verified} />
        <Figure label="Guests" value={people.guests} />
        <Figure label="Here within 24 hours" value={people.active_today} />
        <Figure label="Administrators" value={people.administrators} />
        <Figure label="On the waitlist" value={people.waiting} />
      </dl>
    </Card>
  );
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <div className="flex justify-between gap-6 border-t border-line py-2">
      <dt className="text-ink-2">{label}</dt>
      <dd className="font-medium">{value.toLocaleString('en-GB')}</dd>
    </div>
  );
}

function SystemCard() {
  const query = useSuspenseQuery(systemQuery);
  const isOffline = useIsOffline(query.dataUpdatedAt);
  const system = query.data;
  const jobs = jobsWords(system);
  return (
    <Card title="This server">
      {/* That the line is down, the card beside says for the page. */}
      {!isOffline && <OutOfDate query={query} what="The state of the server" className="mb-4" />}
      <p className="nums mb-3 text-ink-2">
        Version {system.version}, on {system.engine === 'postgres' ? 'PostgreSQL' : 'SQLite'}.
      </p>
      <Part title="Jobs" said={jobs}>
        <LinkButton size="sm" to={`/admin/jobs${jobs.isBad ? '?state=failed' : ''}`}>
          {jobs.isBad ? 'See the failed jobs' : 'See the jobs'}
        </LinkButton>
      </Part>
      <Part title="Backup" said={backupWords(system)} />
      <Part title="Mail" said={mailWords(system)} />
    </Card>
  );
}

function Part({ title, said, children }: { title: string; said: Said; children?: ReactNode }) {
  return (
    <section className="grid justify-items-start gap-2 border-t border-line py-3 last:pb-0">
      <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium">
        {title}
        {said.isBad && <Badge tone="bad">Needs you</Badge>}
      </h3>
      <p className="nums wrap-anywhere text-ink-2">{said.text}</p>
      {children}
    </section>
  );
}
