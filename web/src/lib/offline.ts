import { useSyncExternalStore } from 'react';

let since = Date.now();
// Before anybody else hears of it.
addEventListener('offline', () => (since = Date.now()));

function subscribe(onChange: () => void): () => void {
  addEventListener('online', onChange);
  addEventListener('offline', onChange);
  return () => {
    removeEventListener('online', onChange);
    removeEventListener('offline', onChange);
  };
}

/**
 * What the browser says, unless an answer came after it said so: a server on the same machine needs no line. That it
 * has a line does not mean that the server can be reached.
 */
export const useIsOffline = (answeredAt: number) =>
  useSyncExternalStore(subscribe, () => !navigator.onLine && answeredAt <= since);
