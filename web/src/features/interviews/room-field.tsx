import type { Ref } from 'react';
import { LinkButton } from '@/components/button';
import { asProblem } from '@/lib/problem';
import type { Conversation, Snapshot, useMove } from './api';
import { Composer, type ComposerHandle } from './composer';
import { FailedPanel, PausedPanel } from './room-gates';
import type { Outgoing, Transcript } from './turns';
import type { useConversation } from './use-room';

type RoomFieldProps = {
  ref: Ref<ComposerHandle>;
  snapshot: Snapshot;
  conversation: Conversation | undefined;
  commands: readonly string[];
  transcript: Transcript;
  turn: ReturnType<typeof useConversation>;
  outgoing: Outgoing | null;
  isBusy: boolean;
  isReading: boolean;
  isPaused: boolean;
  isHurried: boolean;
  reportPath: string;
  move: ReturnType<typeof useMove>;
  refusal: unknown;
  onRefusal: (problem: unknown) => void;
  onFinish: () => void;
  onSkip: () => void;
  onOrphaned: () => void;
};

/** What stands below the conversation: the field, or what there is to do instead of writing. */
export function RoomField({ ref, ...props }: RoomFieldProps) {
  const { snapshot, conversation, commands, transcript, turn, move, isBusy } = props;
  const isOver = conversation?.state === 'closed';
  const openId = isOver ? null : (transcript.turns.at(-1)?.questionId ?? null);
  const busyMove = move.isPending ? move.variables : null;

  if (isOver) {
    return (
      <div className="grid gap-4 rounded-card border border-line bg-surface p-5">
        <p className="font-serif text-[1.25rem] leading-snug">
          {transcript.notices.at(-1)?.content ?? 'This interview is over.'}
        </p>
        <LinkButton to={props.reportPath} variant="primary" className="justify-self-start">
          {conversation.track === 'retry' ? 'Back to the report' : 'See the report'}
        </LinkButton>
      </div>
    );
  }
  if (props.isPaused) {
    return (
      <PausedPanel
        snapshot={snapshot}
        mayResume={commands.includes('resume')}
        busy={busyMove === 'resume' || busyMove === 'complete' ? busyMove : null}
        error={move.error}
        onResume={() => move.mutate('resume')}
        onFinish={props.onFinish}
      />
    );
  }
  if (conversation?.state === 'failed_retryable' && transcript.failed && !props.outgoing) {
    const { failed } = transcript;
    return (
      <FailedPanel
        isAnswer={failed.kind === 'answer'}
        error={props.refusal}
        onRetry={() => {
          props.onRefusal(null);
          void turn.retry(failed).then((result) => {
            if (!result.accepted && asProblem(result.problem).code !== 'turn.in_progress')
              props.onRefusal(result.problem);
          });
        }}
      />
    );
  }
  if (!openId && !isBusy) return null;
  return (
    <Composer
      key={openId ?? 'next'}
      ref={ref}
      interviewId={snapshot.id}
      questionId={openId ?? ''}
      saved={snapshot.draft?.question_id === openId ? snapshot.draft : null}
      isReading={props.isReading}
      isWaiting={isBusy && !props.isReading}
      isHurried={props.isHurried}
      mayAnswer={commands.includes('answer')}
      onSend={(text, id) => turn.send('answer', text, openId ?? '', id)}
      maySkip={commands.includes('skip')}
      onSkip={props.onSkip}
      onOrphaned={props.onOrphaned}
    />
  );
}
