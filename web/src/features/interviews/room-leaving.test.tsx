import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { conversationOf, messageOf, questionOf, snapshotOf } from '@/test/interview-fixtures';
import { eventStream, field, openRoom, path, setTheStage, stage } from '@/test/room-stage';
import { server } from '@/test/server';

beforeEach(setTheStage);

let paused = 0;

beforeEach(() => {
  paused = 0;
  server.use(
    http.post(`${path}/pause`, () => {
      paused += 1;
      return HttpResponse.json(snapshotOf({ status: 'paused', allowed_commands: ['resume', 'end'] }));
    }),
  );
});

test('leaving by any way pauses and says so', async () => {
  const user = userEvent.setup();
  const { router } = openRoom();
  await user.type(await field(), 'x');
  await user.clear(await field());

  void router.navigate('/app/settings');

  expect(await screen.findByText('Paused. Your answers are saved.')).toBeInTheDocument();
  await waitFor(() => expect(router.state.location.pathname).toBe('/app/settings'));
  expect(paused).toBe(1);
});

test('leaving with unsent words asks first, by any way; staying changes nothing', async () => {
  const user = userEvent.setup();
  const { router } = openRoom();
  await user.type(await field(), 'Half a thought');

  void router.navigate('/app/settings');
  const dialog = await screen.findByRole('dialog', { name: 'Leave with an unsent answer?' });
  await user.click(within(dialog).getByRole('button', { name: 'Go on writing' }));
  expect(router.state.location.pathname).toBe('/');
  expect(paused).toBe(0);
  await user.click(screen.getByRole('button', { name: /^Leave/ }));
  await user.click(await screen.findByRole('button', { name: 'Pause and leave' }));

  await waitFor(() => expect(router.state.location.pathname).toBe('/app/interviews'));
  await waitFor(() => expect(paused).toBe(1));
});

test('a line that hangs keeps nobody: the draft is waited for a second at most', async () => {
  server.use(http.put('*/api/questions/:id/draft', () => new Promise<never>(() => undefined)));
  const user = userEvent.setup();
  openRoom();
  await user.type(await field(), 'Half a thought');

  await user.click(screen.getByRole('button', { name: 'Pause' }));
  expect(screen.getByRole('button', { name: 'Pause' })).toHaveAttribute('aria-busy', 'true');

  expect(await screen.findByRole('button', { name: 'Resume' })).toBeInTheDocument();
});

test('leaving a retry of one question stops no clock', async () => {
  const retry = conversationOf({ id: 'c-2', track: 'retry', forked_from_question_id: 'q-1' });
  stage.snapshot = snapshotOf({
    status: 'completed',
    conversations: [conversationOf({ state: 'closed' }), retry],
    questions: [questionOf({ status: 'answered' }), questionOf({ id: 'q-9', conversation_id: 'c-2' })],
    messages: [messageOf({ id: 'm-9', conversation_id: 'c-2', question_id: 'q-9' })],
  });
  server.use(http.get('*/api/conversations/c-2/events', () => eventStream(null)));
  const user = userEvent.setup();
  const { router } = openRoom();
  await user.type(await field(), 'Half a thought');

  await user.click(screen.getByRole('button', { name: 'Back' }));
  const dialog = await screen.findByRole('dialog', { name: 'Leave with an unsent answer?' });
  expect(dialog).not.toHaveTextContent('clock');
  await user.click(within(dialog).getByRole('button', { name: 'Leave' }));

  await waitFor(() => expect(router.state.location.pathname).toMatch(/report$/));
  expect(paused).toBe(0);
});
