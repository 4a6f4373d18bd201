import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { useBlocker } from 'react-router';
import { atMost } from '@/lib/at-most';
import { asProblem } from '@/lib/problem';
import { toast } from '@/lib/toast';
import type { ComposerHandle } from './composer';

type LeavingOptions = {
  composer: RefObject<ComposerHandle | null>;
  /** The clock is running: whoever leaves stops it. */
  isRunning: boolean;
  isReading: boolean;
  pause: () => Promise<unknown>;
};

/** How long a button waits for the last words to be saved; they are on this device in any case. */
export const longestFlush = 1000;

/** Whichever way leads out of the room (the arrow, Back, the palette, a shortcut, a link), it goes through here. */
export function useLeaving({ composer, isRunning, isReading, pause }: LeavingOptions) {
  const isFree = useRef(false);
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    const hasText = composer.current?.hasText() === true;
    const isHeldUp =
      !isFree.current && currentLocation.pathname !== nextLocation.pathname && (isRunning || hasText);
    if (isHeldUp) {
      setAsking(hasText);
      setBusy(!hasText);
    }
    return isHeldUp;
  });

  async function leave() {
    await atMost(longestFlush, composer.current?.flush() ?? Promise.resolve());
    if (isRunning) stopClock();
    else toast('Your answers are saved.');
    blocker.proceed?.();
  }

  /** The promise outlives this page; callbacks of mutate() end with it. */
  function stopClock() {
    if (isReading) toast('Your answer is saved and is still being read.');
    // A clock that runs on in an empty room helps nobody.
    void pause().then(
      () => toast('Paused. Your answers are saved.'),
      (error: unknown) => {
        // There was nothing left to pause: another tab did, or that answer was the last one.
        const isAtRest = ['state.conflict', 'conversation.closed'].includes(asProblem(error).code);
        toast(isAtRest ? 'Your answers are saved.' : 'Your answers are saved. The clock is still running.');
      },
    );
  }

  const onHeldUp = useEffectEvent(() => {
    // Nobody has to be asked.
    if (!isAsking) void leave();
  });
  useEffect(() => {
    if (blocker.state === 'blocked') onHeldUp();
  }, [blocker.state]);

  return {
    /** There is text that has not been sent: leave all the same? */
    isAsking: isAsking && blocker.state === 'blocked',
    isBusy,
    go: () => {
      setBusy(true);
      void leave();
    },
    stay: () => {
      setAsking(false);
      blocker.reset?.();
    },
    /** The next page is where this interview itself leads. */
    setFree: () => {
      isFree.current = true;
    },
  };
}
