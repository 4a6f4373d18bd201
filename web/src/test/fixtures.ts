import { http, HttpResponse } from 'msw';
import type { components } from '@/lib/schema';

export const ada: components['schemas']['UserView'] = {
  id: '0198c1f2-0000-7000-8000-00000000ada0',
  username: 'ada',
  email: 'ada@example.org',
  email_verified: true,
  email_verified_by_holder: true,
  is_guest: false,
  is_admin: false,
  created_at: '2026-11-01T09:00:00Z',
};

export function sessionOf(user = ada, token = 'access-1'): components['schemas']['SessionView'] {
  return { token, refresh_token: null, token_type: 'bearer', expires_in: 900, user, restored: false };
}

/** What the settings ask of the server before anything is set up. */
export const nothingSetUp = [
  http.get('*/api/user/me/second-factor', () =>
    HttpResponse.json({ enabled: false, recovery_codes_left: 0, enabled_at: null }),
  ),
  http.get('*/api/user/me/passkeys', () => HttpResponse.json({ items: [] })),
];

/** Who asks and marks: the home page says it. */
export const builtInInterviewer = http.get('*/api/interviewer', () =>
  HttpResponse.json({ interviewer: 'built_in', model: null, languages: ['en'], questions: 42, topics: 14 }),
);

/** The log-in page and the settings ask whether GitHub is offered. */
export const withoutGitHub = [
  http.get('*/api/auth/methods', () => HttpResponse.json({ password: true, github: false })),
  http.get('*/api/user/me/github', () =>
    HttpResponse.json({ configured: false, linked: false, name: null, linked_at: null }),
  ),
];
