import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { setShortcutsEnabled, useShortcut } from './shortcuts';

const run = { go: vi.fn(), send: vi.fn() };

function Page() {
  useShortcut('g h', 'Go home', run.go);
  useShortcut('mod+enter', 'Send', run.send);
  return <input aria-label="Text" />;
}

beforeEach(() => {
  vi.clearAllMocks();
  setShortcutsEnabled(true);
  render(<Page />);
});

test('a sequence acts on the page and never inside a field', () => {
  fireEvent.keyDown(screen.getByLabelText('Text'), { key: 'g' });
  fireEvent.keyDown(screen.getByLabelText('Text'), { key: 'h' });
  expect(run.go).not.toHaveBeenCalled();

  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'h' });
  expect(run.go).toHaveBeenCalledTimes(1);
});

test('Ctrl+Enter acts inside a field, also when single keys are off', () => {
  setShortcutsEnabled(false);

  fireEvent.keyDown(screen.getByLabelText('Text'), { key: 'Enter', ctrlKey: true });
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'h' });

  expect(run.send).toHaveBeenCalledTimes(1);
  expect(run.go).not.toHaveBeenCalled();
});

test('nothing beneath an open dialog acts, and the browser does nothing of its own either', () => {
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  dialog.showModal();

  const wasLeftAlone = fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });

  expect(run.send).not.toHaveBeenCalled();
  expect(wasLeftAlone).toBe(false);
  dialog.remove();
});
