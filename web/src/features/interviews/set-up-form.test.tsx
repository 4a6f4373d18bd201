import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { adoptSession } from '@/lib/session';
import { builtInInterviewer, sessionOf } from '@/test/fixtures';
import { conversationOf, snapshotOf } from '@/test/interview-fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import { bankCount, usualMinutes } from './bank-count';
import { SetUpForm } from './set-up-form';

const topic = (id: number, slug: string, title: string, easy: number, medium: number, hard: number) => ({
  id,
  slug,
  title,
  summary: '',
  questions: easy + medium + hard,
  difficulties: { easy, medium, hard },
  subtopics: [],
});
const topics = [topic(1, 'caching', 'Caching', 1, 2, 1), topic(2, 'databases', 'Databases', 2, 1, 0)];

beforeEach(() => {
  adoptSession(sessionOf());
  localStorage.clear();
  server.use(
    builtInInterviewer,
    http.get('*/api/topics', () => HttpResponse.json({ items: topics })),
    http.get('*/api/interviews', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.post('*/api/conversations/create', () => HttpResponse.json(conversationOf(), { status: 201 })),
  );
});

test('pressing Start twice over a bad line makes one interview', async () => {
  const calls: { key: string | null; body: unknown }[] = [];
  server.use(
    http.post('*/api/interviews', async ({ request }) => {
      calls.push({ key: request.headers.get('Idempotency-Key'), body: await request.json() });
      return calls.length === 1 ? HttpResponse.error() : HttpResponse.json(snapshotOf(), { status: 201 });
    }),
  );
  const onStarted = vi.fn();
  const user = userEvent.setup();
  renderPage(<SetUpForm topics={[]} onStarted={onStarted} />);
  await user.click(await screen.findByRole('checkbox', { name: /Caching/ }));

  await user.click(screen.getByRole('button', { name: 'Start' }));
  expect(await screen.findByText('The interview did not start.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Start' }));

  await waitFor(() => expect(onStarted).toHaveBeenCalledWith({ interviewId: 'i-1', pausedId: null }));
  expect(calls[0]?.key).toBeTruthy();
  expect(calls[1]?.key).toBe(calls[0]?.key);
  expect(calls[0]?.body).toEqual({
    length: 20,
    number_questions: 3,
    difficulty: 'medium',
    language: 'en',
    mode: 'practice',
    persona: 'neutral',
    topics: ['caching'],
  });
});

test('the built-in interviewer speaks English alone, and nobody is asked for a language', async () => {
  localStorage.setItem('greenroom.set-up', JSON.stringify({ language: 'de' }));
  const sent = catchStart();
  const user = userEvent.setup();
  renderPage(<SetUpForm topics={[]} onStarted={() => undefined} />);
  // Before the server has said who interviews, what was chosen last time is on the screen and not behind it.
  expect(screen.getByLabelText('Language')).toHaveValue('de');
  await waitFor(() => expect(screen.queryByLabelText('Language')).not.toBeInTheDocument());

  await user.click(screen.getByRole('button', { name: 'Start' }));

  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ language: 'en' });
});

test('a model can be asked to speak another language, and the choice is remembered', async () => {
  server.use(
    http.get('*/api/interviewer', () =>
      HttpResponse.json({
        interviewer: 'model',
        model: 'm',
        languages: ['en', 'de', 'es'],
        questions: 42,
        topics: 14,
      }),
    ),
  );
  const sent = catchStart();
  const user = userEvent.setup();
  const first = renderPage(<SetUpForm topics={[]} onStarted={() => undefined} />);
  const field = await screen.findByLabelText('Language');
  expect(field).toHaveValue('en');
  expect([...field.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
    'English',
    'Deutsch (German)',
    'Español (Spanish)',
  ]);

  await user.selectOptions(field, 'de');
  expect(screen.getByText(/20 minutes, in German\. Practice/)).toBeInTheDocument();
  expect(field).toHaveAccessibleDescription(/report around it is in English/);
  await user.click(screen.getByRole('button', { name: 'Start' }));

  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ language: 'de' });
  first.unmount();
  renderPage(<SetUpForm topics={[]} onStarted={() => undefined} />);
  expect(await screen.findByRole('option', { name: 'Español (Spanish)' })).toBeInTheDocument();
  expect(screen.getByLabelText('Language')).toHaveValue('de');
});

test('it says what the bank has for the choice', async () => {
  const user = userEvent.setup();
  renderPage(<SetUpForm topics={['databases']} onStarted={() => undefined} />);

  expect(await screen.findByText(/The bank has 1 medium question on this topic/)).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Easy' }));

  expect(screen.getByText(/The bank has 2 easy questions on this topic/)).toBeInTheDocument();
});

test('a number can be cleared and typed anew, and counts as the nearest one that is allowed', async () => {
  const user = userEvent.setup();
  renderPage(<SetUpForm topics={[]} onStarted={() => undefined} />);
  const field = screen.getByRole('spinbutton', { name: 'Questions' });

  await user.clear(field);
  expect(field).toHaveValue(null);
  await user.type(field, '12');
  expect(field).toHaveValue(12);
  await user.type(field, '0');
  expect(field).toHaveValue(120);
  await user.tab();

  expect(field).toHaveValue(20);
  await user.clear(field);
  await user.tab();
  expect(field).toHaveValue(20);
});

test('what is under More stays open until somebody closes it', async () => {
  const user = userEvent.setup();
  renderPage(<SetUpForm topics={[]} onStarted={() => undefined} />);
  await user.click(screen.getByText('More'));
  const seed = screen.getByLabelText('Seed');
  const more = seed.closest('details');

  await user.type(seed, 'x');
  expect(seed).toHaveAccessibleDescription(/whole number/);
  await user.clear(seed);
  await user.click(screen.getByRole('radio', { name: 'Senior' }));
  await user.click(screen.getByRole('radio', { name: 'Any' }));
  expect(more).toHaveAttribute('open');

  await user.type(seed, 'x');
  await user.click(screen.getByText('More'));
  await user.click(screen.getByRole('button', { name: 'Start' }));
  expect(more).toHaveAttribute('open');
  expect(seed).toHaveFocus();
});

test('counting takes all topics when none is chosen', () => {
  expect(bankCount(topics, [], 'medium')).toEqual({ fitting: 3, all: 7 });
  expect(bankCount(topics, ['databases'], 'hard')).toEqual({ fitting: 0, all: 3 });
  expect([1, 3, 5, 20].map(usualMinutes)).toEqual([5, 20, 30, 120]);
});

function catchStart(): unknown[] {
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/interviews', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(snapshotOf(), { status: 201 });
    }),
  );
  return sent;
}
