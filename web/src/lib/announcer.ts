import { createStore, useStore } from './store';

type Announcement = { text: string; count: number };
const silent: Announcement = { text: '', count: 0 };
const polite = createStore(silent);
const assertive = createStore(silent);

/** Says a sentence to screen readers. Assertive interrupts: only for what cannot wait. */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const region = urgency === 'polite' ? polite : assertive;
  region.set((now) => ({ text, count: now.count + 1 }));
}

export const useAnnouncements = () => ({ polite: useStore(polite), assertive: useStore(assertive) });
