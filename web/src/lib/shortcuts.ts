import { useEffect, useEffectEvent } from 'react';
import { readLocal, writeLocal } from './storage';
import { createStore, useStore } from './store';

/**
 * keys: "g h" is a sequence, "?" a single key, "mod+k" is Ctrl on most machines and Cmd on a Mac.
 * Single keys and sequences are off inside inputs and can be switched off (WCAG 2.1.4). Beneath an open dialog
 * no shortcut acts.
 */
export type Shortcut = { keys: string; label: string; group: string; run: () => void };

const registered = createStore<readonly Shortcut[]>([]);
const enabled = createStore(readLocal('shortcuts') !== 'off');

export const useShortcutList = () => useStore(registered);
export const useShortcutsEnabled = () => useStore(enabled);

export function setShortcutsEnabled(on: boolean): void {
  writeLocal('shortcuts', on ? null : 'off');
  enabled.set(on);
}

/** Registers while the component is on screen, and lists itself under "?". */
export function useShortcut(keys: string, label: string, run: () => void, group = 'This page'): void {
  const latest = useEffectEvent(run);
  useEffect(() => {
    const shortcut: Shortcut = { keys, label, group, run: () => latest() };
    registered.set((now) => [...now, shortcut]);
    return () => registered.set((now) => now.filter((other) => other !== shortcut));
  }, [keys, label, group]);
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** "mod+enter" as the keys printed on this machine. */
export function keyCaps(keys: string): string[] {
  const names: Record<string, string> = {
    mod: isMac ? '\u2318' : 'Ctrl',
    enter: '\u21b5',
    escape: 'Esc',
    shift: 'Shift',
  };
  return keys.split(/[+ ]/).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}

/** The same for aria-keyshortcuts. */
export function ariaKeys(keys: string): string {
  return keys
    .replace('mod', isMac ? 'Meta' : 'Control')
    .replace('enter', 'Enter')
    .replace('escape', 'Escape');
}

export function isMod(event: { ctrlKey: boolean; metaKey: boolean }): boolean {
  return isMac ? event.metaKey : event.ctrlKey;
}

let sequence = '';
let lastKeyAt = 0;

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (isMod(event)) runFirst([`mod+${key}`], event);
    return;
  }
  if (!enabled.get() || isTyping(event.target) || document.querySelector('dialog[open]')) return;
  if (event.timeStamp - lastKeyAt > 1000) sequence = '';
  lastKeyAt = event.timeStamp;
  const typed = sequence === '' ? [key] : [`${sequence} ${key}`, key];
  sequence = runFirst(typed, event) ? '' : key;
}

/** The page that opened last wins when two claim the same keys. */
function runFirst(candidates: string[], event: KeyboardEvent): boolean {
  for (const keys of candidates) {
    const shortcut = registered.get().findLast((known) => known.keys === keys);
    if (!shortcut) continue;
    // Also when it does not act: Ctrl+K over our dialog should not become the browser's own.
    event.preventDefault();
    if (!document.querySelector('dialog[open]')) shortcut.run();
    return true;
  }
  return false;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

document.addEventListener('keydown', onKeyDown);
