import { readLocal, writeLocal } from './storage';
import { createStore, useStore } from './store';

export type ThemeChoice = 'system' | 'light' | 'dark';

const choice = createStore<ThemeChoice>(stored());
const systemDark = matchMedia('(prefers-color-scheme: dark)');

export const useThemeChoice = () => useStore(choice);

export function setTheme(next: ThemeChoice): void {
  writeLocal('theme', next === 'system' ? null : next);
  choice.set(next);
  paint();
}

// public/theme.js has set the theme before the first paint; this only follows later changes.
systemDark.addEventListener('change', paint);

function paint(): void {
  const now = choice.get();
  const dark = now === 'dark' || (now === 'system' && systemDark.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#121613' : '#f7f6f1');
}

function stored(): ThemeChoice {
  const value = readLocal('theme');
  return value === 'light' || value === 'dark' ? value : 'system';
}
