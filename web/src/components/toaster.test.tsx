import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { toast } from '@/lib/toast';
import { renderPage } from '@/test/render';

const page = (
  <>
    <h1 tabIndex={-1}>Page</h1>
    <button>Next</button>
  </>
);
afterEach(() => void vi.useRealTimers());

const button = (name: string) => screen.findByRole('button', { name });

/** The keyboard comes to the message from the last button of the page. */
async function say(undo: () => void) {
  renderPage(page);
  act(() => toast('Marked done.', { undo }));
  (await button('Next')).focus();
  await userEvent.tab();
  expect(await button('Undo: Marked done.')).toHaveFocus();
}

test('Undo gives the focus back to where it came from', async () => {
  const undo = vi.fn();
  await say(undo);

  await userEvent.keyboard('{Enter}');

  expect(undo).toHaveBeenCalledOnce();
  expect(screen.queryByText('Marked done.')).not.toBeInTheDocument();
  expect(await button('Next')).toHaveFocus();
});

test('so does Dismiss, which undoes nothing', async () => {
  const undo = vi.fn();
  await say(undo);
  await userEvent.tab();
  expect(await button('Dismiss')).toHaveFocus();

  await userEvent.keyboard('{Enter}');

  expect(undo).not.toHaveBeenCalled();
  expect(await button('Next')).toHaveFocus();
});

test('a pointer that leaves does not take it from the keyboard', () => {
  vi.useFakeTimers();
  renderPage(page);
  act(() => toast('Marked done.', { undo: vi.fn() }));
  const undo = screen.getByRole('button', { name: 'Undo: Marked done.' });
  act(() => undo.focus());
  fireEvent.pointerEnter(undo.parentElement!);
  fireEvent.pointerLeave(undo.parentElement!);

  act(() => void vi.advanceTimersByTime(60_000));

  expect(undo).toHaveFocus();
  act(() => undo.blur());
  act(() => void vi.advanceTimersByTime(8000));
  expect(undo).not.toBeInTheDocument();
});

test('where that is gone the focus is at the heading', async () => {
  renderPage(page);
  act(() => toast('Marked done.', { undo: vi.fn() }));
  const passing = document.body.appendChild(document.createElement('button'));
  passing.focus();
  act(() => screen.getByRole('button', { name: 'Undo: Marked done.' }).focus());
  passing.remove();

  await userEvent.keyboard('{Enter}');

  expect(screen.getByRole('heading', { name: 'Page' })).toHaveFocus();
});
