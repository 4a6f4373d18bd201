import { http, HttpResponse } from 'msw';
import type { components } from '@/lib/schema';
import { ada } from './fixtures';

type Schemas = components['schemas'];

export const administrator: Schemas['UserView'] = { ...ada, is_admin: true };

export const people: Schemas['PeopleView'] = {
  users: 1240,
  verified: 1001,
  new_this_week: 12,
  guests: 7,
  active_today: 88,
  administrators: 2,
  waiting: 120,
};

export const system: Schemas['SystemView'] = {
  version: '0.4.0',
  engine: 'sqlite',
  jobs_due: 1,
  jobs_running: 2,
  jobs_failed: 0,
  mails_waiting: 0,
  sends_mail: true,
  backups_are_scheduled: true,
  last_backup: {
    started_at: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    file_name: 'greenroom-20261129-020000.db',
    size_bytes: 12_400_000,
    ok: true,
    error: null,
  },
};

export const job: Schemas['JobView'] = {
  id: '0198c1f2-0000-7000-8000-00000000f001',
  kind: 'platform.send_mail',
  state: 'failed',
  run_at: '2099-01-01T10:00:00Z',
  attempts: 3,
  last_error: 'The mail server refused the sender.',
  created_at: '2026-11-28T10:00:00Z',
  done_at: null,
};

export const event: Schemas['AuditView'] = {
  id: '0198c1f2-0000-7000-8000-00000000e001',
  at: '2026-11-28T10:00:00Z',
  name: 'session.logged_in',
  user_id: ada.id,
  actor_id: null,
  ip: '192.0.2.10',
  device: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  detail: null,
};

/** The Security page asks for it. */
export const withoutActivity = http.get('*/api/user/me/audit', () =>
  HttpResponse.json({ items: [], next_cursor: null }),
);
