import { useEffect } from 'react';
import { createStore, useStore } from '@/lib/store';
import { useSpokenLanguage } from './spoken-language';

const said = createStore<readonly { id: number; text: string }[]>([]);
let nextId = 1;

/** Adds one whole sentence to what screen readers hear of the interviewer. */
export function say(text: string): void {
  const id = nextId++;
  said.set((now) => [...now.slice(-19), { id, text }]);
}

/** Sentence after sentence is added and none replaced, so that a slow voice misses nothing. */
export function Speech() {
  const lines = useStore(said);
  const lang = useSpokenLanguage();
  // What was said in this room is not read out in the next one.
  useEffect(() => () => said.set([]), []);
  return (
    <div role="log" aria-live="polite" aria-label="Interviewer" className="sr-only">
      {lines.map((line) => (
        <p key={line.id} lang={lang}>
          {line.text}
        </p>
      ))}
    </div>
  );
}
