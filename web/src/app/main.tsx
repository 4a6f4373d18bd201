import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from '@/lib/problem';
import { restoreSession } from '@/lib/session';
// Follows the system when it changes its theme; public/theme.js has only set the first one.
import '@/lib/theme';
import '@/styles/index.css';
import { App } from './app';
import { keepCacheToOnePerson } from './one-person';

// Both start before the first paint: whoever has a session should not see a page that thinks they have none.
keepCacheToOnePerson();
void restoreSession();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
createRoot(root, {
  // A card that shows a problem has dealt with it; only what nobody expected belongs in the console.
  onCaughtError(error) {
    if (!(error instanceof ApiProblem)) console.error(error);
  },
}).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
