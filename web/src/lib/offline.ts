import { useSyncExternalStore } from 'react';

function subscribe(onChange: () => void): () => void {
  addEventListener('online', onChange);
  addEventListener('offline', onChange);
  return () => {
    removeEventListener('online', onChange);
    removeEventListener('offline', onChange);
  };
}

/** What the browser says. That it has a line does not mean that the server can be reached. */
export const useIsOffline = () => useSyncExternalStore(subscribe, () => !navigator.onLine);
