import { useEffect, useEffectEvent, useState } from 'react';
import { announce } from '@/lib/announcer';
import { cn } from '@/lib/cn';
import { formatClock } from '@/lib/format';
import type { Room } from './room-state';

/** Seconds of warning before the time is up. */
export const noticeSeconds = 30;

/** While the interview is paused, or the server has failed to read an answer, its clock stands still. */
function isTicking({ snapshot }: Room): boolean {
  return snapshot.status === 'in_progress' && snapshot.deadline_at !== null;
}

/** What the server's clock shows now; null when there is none for this interview. */
export function secondsLeft(room: Room, now: number): number | null {
  const { remaining_seconds: left } = room.snapshot;
  if (left === null) return null;
  return isTicking(room) ? Math.max(0, left - (now - room.readAt) / 1000) : left;
}

type RoomClockProps = {
  room: Room;
  /** Half a minute is left. */
  onHurry: () => void;
  /** The last second: what is in the field must be on the server before it is over. */
  onLastSecond: () => void;
  /** The time is up; asked for again every two seconds until the server has closed the interview. */
  onEnd: () => void;
};

export function RoomClock({ room, onHurry, onLastSecond, onEnd }: RoomClockProps) {
  const [now, setNow] = useState(() => performance.now());
  const isRunning = isTicking(room);
  const left = secondsLeft(room, Math.max(now, room.readAt));

  const tick = useEffectEvent((count: number) => {
    const time = performance.now();
    const seconds = secondsLeft(room, time);
    setNow(time);
    if (seconds === null) return;
    if (seconds <= noticeSeconds) onHurry();
    if (seconds <= 1) onLastSecond();
    if (seconds <= 0 && count % 4 === 0) onEnd();
  });

  useEffect(() => {
    if (!isRunning) return;
    let count = 0;
    const timer = setInterval(() => tick(count++), 500);
    return () => clearInterval(timer);
  }, [isRunning]);

  if (left === null) return null;
  const isShort = left <= noticeSeconds;
  return (
    <span
      role="timer"
      aria-label="Time left"
      className={cn('nums font-mono text-[0.9375rem]', isShort ? 'font-semibold text-lamp' : 'text-ink-2')}
    >
      {formatClock(Math.ceil(left))}
    </span>
  );
}

/** Said once, and written where the eyes are. */
export function DeadlineNotice() {
  useEffect(() => {
    announce('Less than 30 seconds left. What you have typed by then is marked as it stands.', 'assertive');
  }, []);
  return (
    <p className="rounded-control bg-lamp-soft px-4 py-2.5 text-ink">
      <span className="font-medium">Less than 30 seconds left.</span> What you have typed by then is marked as
      it stands.
    </p>
  );
}
