import { createStore, useStore } from './store';

export type Toast = { id: number; text: string; undo: (() => void) | null };

const toasts = createStore<readonly Toast[]>([]);
let nextId = 1;

export const useToasts = () => useStore(toasts);

/** A sentence at the edge of the page; with `undo` it stays 8 seconds and carries an Undo button. */
export function toast(text: string, options: { undo?: () => void } = {}): void {
  const added: Toast = { id: nextId++, text, undo: options.undo ?? null };
  // Two at most: a tower of toasts is read by nobody.
  toasts.set((now) => [...now.slice(-1), added]);
}

export function dismissToast(id: number): void {
  toasts.set((now) => now.filter((other) => other.id !== id));
}
