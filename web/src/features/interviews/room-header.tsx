import { ArrowLeft, Pause } from 'lucide-react';
import type { ReactNode } from 'react';
import { Bulbs } from '@/components/bulbs';
import { Button, IconButton } from '@/components/button';
import type { Snapshot } from './api';
import { difficultyWord, modeWord, topicNames } from '@/lib/interview-words';

type RoomHeaderProps = {
  snapshot: Snapshot;
  retryOf: number | null;
  /** The question that is open; null when none is any more. */
  current: number | null;
  clock: ReactNode;
  /** Not while an answer is being read. */
  mayPause: boolean;
  mayFinish: boolean;
  /** Paused and finished interviews have other ways on. */
  showsMoves: boolean;
  busy: 'leave' | 'pause' | 'complete' | null;
  onLeave: () => void;
  onPause: () => void;
  onFinish: () => void;
};

export function RoomHeader(props: RoomHeaderProps) {
  const { snapshot, retryOf, busy } = props;
  const title = retryOf === null ? topicNames(snapshot.topics) : `Question ${retryOf} again`;
  const isRunning = retryOf === null && snapshot.started_at !== null && snapshot.completed_at === null;
  return (
    <header className="border-b border-line">
      <div className="mx-auto flex min-h-15 w-full max-w-6xl flex-wrap items-center gap-x-3 px-3 py-2 sm:gap-x-5 sm:px-6">
        <IconButton
          label={isRunning ? 'Leave: your answers are saved' : 'Back'}
          variant="secondary"
          busy={busy === 'leave'}
          onClick={props.onLeave}
        >
          <ArrowLeft className="size-4.5" aria-hidden="true" />
        </IconButton>
        <div className="min-w-0 flex-1">
          <h1 tabIndex={-1} className="truncate font-semibold">
            {title || 'Interview'}
          </h1>
          <p className="truncate text-small text-ink-3">
            {modeWord[snapshot.mode]}, {difficultyWord[snapshot.difficulty].toLowerCase()}
          </p>
        </div>
        {isRunning && (
          <div className="order-last flex basis-full items-center justify-between pt-1 sm:order-none sm:basis-auto sm:pt-0">
            <Bulbs
              total={snapshot.number_questions}
              done={props.current === null ? snapshot.number_questions : props.current - 1}
              current={props.current ?? undefined}
            />
            {props.showsMoves && (
              <Button
                variant="quiet"
                size="sm"
                className="sm:hidden"
                disabled={!props.mayFinish}
                onClick={props.onFinish}
              >
                Finish early
              </Button>
            )}
          </div>
        )}
        {isRunning && props.clock}
        {props.showsMoves && (
          <Button
            size="sm"
            disabled={!props.mayPause}
            busy={busy === 'pause'}
            icon={<Pause className="size-4" aria-hidden="true" />}
            onClick={props.onPause}
            aria-label="Pause"
            className="max-sm:min-w-11 max-sm:px-0"
          >
            <span className="hidden sm:inline">Pause</span>
          </Button>
        )}
        {props.showsMoves && (
          <Button
            size="sm"
            disabled={!props.mayFinish}
            className="max-sm:hidden"
            busy={busy === 'complete'}
            busyLabel="Finishing"
            onClick={props.onFinish}
          >
            Finish early
          </Button>
        )}
      </div>
    </header>
  );
}
