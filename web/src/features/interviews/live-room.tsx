import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { LinkButton, linkClass } from '@/components/button';
import { Notice } from '@/components/notice';
import { asProblem } from '@/lib/problem';
import { toast } from '@/lib/toast';
import { roomKey, type useMove } from './api';
import { AskFirst, type Exit } from './ask-first';
import { Aids, Orphan, RoomNotices } from './room-parts';
import { Composer, type ComposerHandle } from './composer';
import { DeadlineNotice, RoomClock } from './room-clock';
import { RoomAside } from './room-aside';
import { FailedPanel, PausedPanel } from './room-gates';
import { RoomHeader } from './room-header';
import { commandsOf, isWorking, pickConversation, type Room } from './room-state';
import { TranscriptView } from './transcript';
import { transcriptOf, type Outgoing } from './turns';
import { useFollow, useSend } from './use-room';

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
  const isConnected = useFollow(snapshot.id, conversation);
  const turn = useSend(snapshot.id, conversation);
  const composer = useRef<ComposerHandle>(null);
  const [exit, setExit] = useState<Exit | null>(null);
  const [isHurried, setHurried] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [orphan, setOrphan] = useState<string | null>(null);

  const transcript = transcriptOf(room, conversation?.id ?? '', turn.outgoing);
  const commands = commandsOf(snapshot, conversation);
  const isRetry = conversation?.track === 'retry';
  const isOver = conversation?.state === 'closed';
  const isPaused = !isRetry && (snapshot.status === 'paused' || snapshot.status === 'abandoned');
  const open = isOver ? undefined : transcript.turns.at(-1);
  const original = snapshot.questions.find((q) => q.id === conversation?.forked_from_question_id);
  const busyMove = move.isPending ? move.variables : null;
  const isBusy = turn.outgoing !== null || isWorking(conversation?.state);
  // Said at the start; later it would only be in the way.
  const isFirst = transcript.turns.length === 1 && open?.answer === null;
  const pausedId = move.data?.pausedId ?? (isFirst ? pausedOnArrival : null);
  const reportPath = `/app/interviews/${snapshot.id}/report`;

  async function ask(intent: Outgoing['intent']) {
    if (!open?.questionId || isBusy) return;
    setRefusal(null);
    const result = await turn.send(intent, '', open.questionId, crypto.randomUUID());
    if (!result.accepted) setRefusal(result.problem);
  }

  async function answer(text: string, id: string) {
    const questionId = open?.questionId ?? '';
    const result = await turn.send('answer', text, questionId, id);
    if (!result.accepted && result.problem.status < 500) {
      // The question was closed elsewhere in the meantime: the words must not vanish with their field.
      const now = client.getQueryData<Room>(roomKey(snapshot.id))?.snapshot.questions;
      if (now?.some((q) => q.id === questionId && q.status !== 'asked')) setOrphan(text);
    }
    return result;
  }

  async function leave() {
    setExit(null);
    if (commands.includes('pause')) {
      await composer.current?.flush();
      // A clock that runs on in an empty room helps nobody.
      // The promise outlives this page; callbacks of mutate() end with it.
      void move.mutateAsync('pause').then(
        () => toast('Paused. Your answers are saved.'),
        () => toast('Your answers are saved. The clock is still running.'),
      );
    }
    await navigate(isRetry || isOver ? reportPath : '/app/interviews');
  }

  async function pause() {
    await composer.current?.flush();
    move.mutate('pause');
  }

  function finish() {
    setExit(null);
    move.mutate('complete', { onSuccess: () => void navigate(reportPath) });
  }

  /** Goes on at once, or asks first when there is text that nobody has read. */
  function unlessUnsent(wish: Exit, go: () => void) {
    if (composer.current?.hasText()) setExit(wish);
    else go();
  }

  const go = { leave: () => void leave(), finish, skip: () => (setExit(null), void ask('skip')) };

  return (
    <div className="grid h-dvh grid-cols-1 grid-rows-[auto_minmax(0,1fr)]">
      <RoomHeader
        snapshot={snapshot}
        retryOf={isRetry ? (original?.question_number ?? 1) : null}
        current={isOver ? snapshot.number_questions + 1 : (open?.number ?? 1)}
        clock={
          isOver ? null : (
            <RoomClock
              room={room}
              onHurry={() => setHurried(true)}
              onEnd={() => void client.invalidateQueries({ queryKey: roomKey(snapshot.id) })}
            />
          )
        }
        mayPause={commands.includes('pause')}
        mayFinish={commands.includes('end')}
        showsMoves={!isRetry && !isOver && !isPaused}
        busy={busyMove === 'pause' || busyMove === 'complete' ? busyMove : null}
        onLeave={() => unlessUnsent('leave', go.leave)}
        onPause={() => void pause()}
        onFinish={() => unlessUnsent('finish', finish)}
      />
      <div className="mx-auto grid min-h-0 w-full max-w-6xl grid-cols-1 lg:grid-cols-[minmax(0,1fr)_17rem] lg:gap-x-8">
        <div className="grid min-h-0 grid-cols-1 grid-rows-[minmax(0,1fr)_auto]">
          <TranscriptView
            transcript={transcript}
            isOver={isOver}
            aids={
              !isPaused && (
                <Aids
                  commands={commands}
                  question={open?.question ?? null}
                  onAsk={(intent) => void ask(intent)}
                />
              )
            }
          >
            {orphan !== null && <Orphan text={orphan} onDismiss={() => setOrphan(null)} />}
          </TranscriptView>
          <div className="grid grid-cols-1 gap-2 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
            <RoomNotices
              isConnected={isConnected && !isStale}
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
            {field()}
          </div>
        </div>
        <RoomAside snapshot={snapshot} transcript={transcript} isOver={isOver} />
      </div>
      {exit && <AskFirst exit={exit} onGo={go[exit]} onClose={() => setExit(null)} />}
    </div>
  );

  function field() {
    if (isOver) {
      return (
        <div className="grid gap-4 rounded-card border border-line bg-surface p-5">
          <p className="font-serif text-[1.25rem] leading-snug">
            {transcript.notices.at(-1)?.content ?? 'This interview is over.'}
          </p>
          <LinkButton to={reportPath} variant="primary" className="justify-self-start">
            {isRetry ? 'Back to the report' : 'See the report'}
          </LinkButton>
        </div>
      );
    }
    if (isPaused) {
      return (
        <PausedPanel
          snapshot={snapshot}
          mayResume={commands.includes('resume')}
          busy={busyMove === 'resume' || busyMove === 'complete' ? busyMove : null}
          error={move.error}
          onResume={() => move.mutate('resume')}
          onFinish={finish}
        />
      );
    }
    if (conversation?.state === 'failed_retryable' && transcript.failed && !turn.outgoing) {
      const { failed } = transcript;
      return (
        <FailedPanel
          isAnswer={failed.kind === 'answer'}
          busy={turn.outgoing !== null}
          error={refusal}
          onRetry={() => {
            setRefusal(null);
            void turn.retry(failed).then((result) => {
              if (!result.accepted && asProblem(result.problem).code !== 'turn.in_progress')
                setRefusal(result.problem);
            });
          }}
        />
      );
    }
    if (!open?.questionId && !isBusy) return null;
    return (
      <Composer
        key={open?.questionId ?? 'next'}
        ref={composer}
        interviewId={snapshot.id}
        questionId={open?.questionId ?? ''}
        saved={snapshot.draft?.question_id === open?.questionId ? snapshot.draft : null}
        busy={
          isBusy
            ? transcript.pending === 'answer' || !transcript.pending
              ? 'Reading your answer'
              : 'One moment'
            : null
        }
        isHurried={isHurried}
        mayAnswer={commands.includes('answer')}
        onSend={answer}
        maySkip={commands.includes('skip')}
        onSkip={() => unlessUnsent('skip', go.skip)}
      />
    );
  }
}
