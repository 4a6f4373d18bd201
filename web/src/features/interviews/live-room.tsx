import { useQueryClient } from '@tanstack/react-query';
import { useReducer, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { linkClass } from '@/components/button';
import { Notice } from '@/components/notice';
import { atMost } from '@/lib/at-most';
import { cn } from '@/lib/cn';
import { newId } from '@/lib/new-id';
import { roomKey, type Intent, type useMove } from './api';
import { AskFirst } from './ask-first';
import type { ComposerHandle } from './composer';
import { findOrphans, readDraft, writeDraft } from './drafts';
import { RoomAside } from './room-aside';
import { DeadlineNotice, RoomClock } from './room-clock';
import { RoomField } from './room-field';
import { RoomHeader } from './room-header';
import { Aids, OrphanView, RoomNotices } from './room-parts';
import { aidsOf, commandsOf, isWorking, pickConversation, type Room } from './room-state';
import { TranscriptView } from './transcript';
import { isSettled, transcriptOf } from './turns';
import { longestFlush, useLeaving } from './use-leaving';
import { useConversation } from './use-room';

type LiveRoomProps = {
  room: Room;
  wanted: string | null;
  /** Paused by the set-up page, before this one was opened. */
  pausedOnArrival: string | null;
  isStale: boolean;
  move: ReturnType<typeof useMove>;
};

export function LiveRoom({ room, wanted, pausedOnArrival, isStale, move }: LiveRoomProps) {
  const { snapshot } = room;
  const client = useQueryClient();
  const navigate = useNavigate();
  const conversation = pickConversation(snapshot, wanted);
  const turn = useConversation(snapshot.id, conversation);
  const composer = useRef<ComposerHandle>(null);
  const [exit, setExit] = useState<'finish' | 'skip' | null>(null);
  const [isHurried, setHurried] = useState(false);
  const [isPausing, setPausing] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  /** Its words were given up by whoever typed them. */
  const [givenUp, setGivenUp] = useState<string | null>(null);
  // Drafts lie outside of React: whoever changes them says so.
  const [, readDraftsAnew] = useReducer((count: number) => count + 1, 0);

  const outgoing = isSettled(room, turn.outgoing) ? null : turn.outgoing;
  const transcript = transcriptOf(room, conversation?.id ?? '', outgoing);
  const orphans = findOrphans(snapshot).filter(({ questionId }) => questionId !== givenUp);
  const commands = commandsOf(snapshot, conversation);
  const isRetry = conversation?.track === 'retry';
  const isOver = conversation?.state === 'closed';
  const isPaused = !isRetry && (snapshot.status === 'paused' || snapshot.status === 'abandoned');
  const isFailed = conversation?.state === 'failed_retryable';
  const open = isOver ? undefined : transcript.turns.at(-1);
  const original = snapshot.questions.find((q) => q.id === conversation?.forked_from_question_id);
  const busyMove = move.isPending ? move.variables : null;
  const isBusy = outgoing !== null || isWorking(conversation?.state);
  const { pending } = transcript;
  const isReading = isBusy && (!open?.questionId || open.answer !== null);
  // Said at the start; later it would only be in the way.
  const isFirst = transcript.turns.length === 1 && open?.answer === null;
  const pausedId = move.data?.pausedId ?? (isFirst ? pausedOnArrival : null);
  const reportPath = `/app/interviews/${snapshot.id}/report`;
  const canPause = !isRetry && !isOver && !isFailed && snapshot.status === 'in_progress';

  const leaving = useLeaving({
    composer,
    isRunning: canPause,
    isReading,
    pause: () => move.mutateAsync('pause'),
  });

  async function ask(intent: Intent) {
    if (!open?.questionId || isBusy) return;
    setRefusal(null);
    const result = await turn.send(intent, '', open.questionId, newId());
    if (!result.accepted) {
      setRefusal(result.problem);
      setGivenUp(null);
    } else if (intent === 'skip') {
      writeDraft(open.questionId, null);
    }
  }

  async function pause() {
    setPausing(true);
    await atMost(longestFlush, composer.current?.flush() ?? Promise.resolve());
    setPausing(false);
    move.mutate('pause');
  }

  function finish() {
    setExit(null);
    const questionId = open?.questionId;
    move.mutate('complete', {
      onSuccess: () => {
        composer.current?.forget();
        if (questionId) writeDraft(questionId, null);
        leaving.setFree();
        void navigate(reportPath);
      },
    });
  }

  function skip() {
    setExit(null);
    setGivenUp(open?.questionId ?? null);
    void ask('skip');
  }

  /** Also while the field is not there: what waits in a paused interview has not been sent either. */
  function hasUnsent(): boolean {
    if (composer.current) return composer.current.hasText();
    const id = open?.questionId;
    if (!id || isBusy || isFailed) return false;
    const saved = snapshot.draft?.question_id === id ? snapshot.draft : null;
    return ((readDraft(id) ?? saved)?.content.trim() ?? '') !== '';
  }

  /** Goes on at once, or asks first when there is text that nobody has read. */
  function unlessUnsent(wish: 'finish' | 'skip', go: () => void) {
    if (hasUnsent()) setExit(wish);
    else go();
  }

  return (
    <div className="grid h-dvh grid-cols-1 grid-rows-[auto_minmax(0,1fr)]">
      <RoomHeader
        snapshot={snapshot}
        retryOf={isRetry ? (original?.question_number ?? 1) : null}
        current={isOver ? null : (open?.number ?? 1)}
        clock={
          isOver ? null : (
            <RoomClock
              room={room}
              onHurry={() => setHurried(true)}
              onLastSecond={() => void composer.current?.flush()}
              onEnd={() => void client.invalidateQueries({ queryKey: roomKey(snapshot.id) })}
            />
          )
        }
        mayPause={commands.includes('pause')}
        mayFinish={commands.includes('end')}
        showsMoves={!isRetry && !isOver && !isPaused}
        busy={
          leaving.isBusy
            ? 'leave'
            : isPausing || busyMove === 'pause'
              ? 'pause'
              : busyMove === 'complete'
                ? 'complete'
                : null
        }
        onLeave={() => void navigate(isRetry || isOver ? reportPath : '/app/interviews')}
        onPause={() => void pause()}
        onFinish={() => unlessUnsent('finish', finish)}
      />
      <div className="mx-auto grid min-h-0 w-full max-w-6xl grid-cols-1 lg:grid-cols-[minmax(0,1fr)_17rem] lg:gap-x-8">
        <div
          className={cn(
            'grid min-h-0 grid-cols-1',
            // Paused, nothing moves: the way on stands right below what was said.
            isPaused ? 'grid-rows-[minmax(0,auto)_auto] content-start' : 'grid-rows-[minmax(0,1fr)_auto]',
          )}
        >
          <TranscriptView
            transcript={transcript}
            isOver={isOver}
            aids={
              !isPaused && (
                <Aids
                  offered={isBusy ? aidsOf(snapshot, open?.question) : commands}
                  pending={pending}
                  question={open?.question ?? null}
                  onAsk={(intent) => void ask(intent)}
                  onFocusLost={() => composer.current?.focus()}
                />
              )
            }
          >
            {orphans.map((orphan) => (
              <OrphanView
                key={orphan.questionId}
                orphan={orphan}
                onDismiss={() => {
                  writeDraft(orphan.questionId, null);
                  readDraftsAnew();
                }}
              />
            ))}
          </TranscriptView>
          <div className="grid grid-cols-1 gap-2 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
            <RoomNotices
              isConnected={turn.isConnected && !isStale}
              isReading={isReading}
              problem={refusal ?? (busyMove === null && !isPaused ? move.error : null)}
            />
            {pausedId !== null && !isPaused && !isOver && (
              <Notice
                action={
                  <Link
                    to={`/app/interviews/${pausedId}`}
                    className={`${linkClass} inline-flex min-h-11 items-center`}
                  >
                    Open it
                  </Link>
                }
              >
                Another interview was paused, because one runs at a time. Nothing of it is lost.
              </Notice>
            )}
            {isHurried && !isOver && !isPaused && <DeadlineNotice />}
            <RoomField
              ref={composer}
              snapshot={snapshot}
              conversation={conversation}
              commands={commands}
              transcript={transcript}
              turn={turn}
              outgoing={outgoing}
              isBusy={isBusy}
              isReading={isReading}
              isPaused={isPaused}
              isHurried={isHurried}
              reportPath={reportPath}
              move={move}
              refusal={refusal}
              onRefusal={setRefusal}
              onFinish={() => unlessUnsent('finish', finish)}
              onSkip={() => unlessUnsent('skip', skip)}
              onOrphaned={readDraftsAnew}
            />
          </div>
        </div>
        <RoomAside snapshot={snapshot} transcript={transcript} isOver={isOver} />
      </div>
      {exit && (
        <AskFirst
          exit={exit}
          isPaused={isPaused}
          onGo={exit === 'finish' ? finish : skip}
          onClose={() => setExit(null)}
        />
      )}
      {leaving.isAsking && (
        <AskFirst
          exit={canPause ? 'pause' : 'leave'}
          isBusy={leaving.isBusy}
          onGo={leaving.go}
          onClose={leaving.stay}
        />
      )}
    </div>
  );
}
