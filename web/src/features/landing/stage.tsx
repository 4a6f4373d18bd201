import { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { Button, linkClass } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Notice } from '@/components/notice';
import { Prose } from '@/components/prose';
import { announce } from '@/lib/announcer';
import { countWords } from '@/lib/count-words';
import { count } from '@/lib/format';
import { newId } from '@/lib/new-id';
import { isMod } from '@/lib/shortcuts';
import { useTurn, type Stage as StageData, type Turn } from './api';
import { bringIntoView } from './bring-into-view';
import { Marked } from './marked';
import { SendFailed } from './send-failed';

type StageProps = {
  stage: StageData;
  onProgress: (lamps: number) => void;
  onReport: (interviewId: string) => void;
  onAgain: () => void;
};

type Asked = { id: string | null; prompt: string };

/** One question after another, until the interviewer has no more of them. */
export function Stage({ stage, onProgress, onReport, onAgain }: StageProps) {
  const [asked, setAsked] = useState<Asked>({ id: stage.questionId, prompt: stage.prompt });
  const [turn, setTurn] = useState<Turn | null>(null);

  if (turn) {
    return (
      <Marked
        stage={stage}
        prompt={asked.prompt}
        turn={turn}
        onFollowUp={({ id, prompt }) => {
          setAsked({ id, prompt });
          setTurn(null);
          onProgress(3);
        }}
        onReport={onReport}
        onAgain={onAgain}
      />
    );
  }
  return (
    <Question
      // A follow-up may repeat the words of its question; it is another question all the same.
      key={asked.id}
      stage={stage}
      asked={asked}
      onProgress={onProgress}
      onAgain={onAgain}
      onMarked={(result) => {
        setTurn(result);
        onProgress(result.next_question ? 4 : 5);
      }}
    />
  );
}

type QuestionProps = {
  stage: StageData;
  asked: Asked;
  onProgress: (lamps: number) => void;
  onMarked: (turn: Turn) => void;
  onAgain: () => void;
};

function Question({ stage, asked, onProgress, onMarked, onAgain }: QuestionProps) {
  const [text, setText] = useState('');
  const [hint, setHint] = useState<string | null>(null);
  // The same words sent again after a lost line are the same answer; other words are another one.
  const [lastTry, setLastTry] = useState<{ text: string; id: string } | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const send = useTurn(stage);
  const ask = useTurn(stage);
  const words = countWords(text);

  // The question has just come on stage: whoever pressed the button goes on typing.
  useEffect(() => {
    announce(asked.prompt);
    field.current?.focus({ preventScroll: true });
    // On a phone the stage stands below the headline.
    bringIntoView(field.current?.form, 'nearest');
  }, [asked.prompt]);

  function sendAnswer() {
    if (words === 0 || send.isPending) return;
    const messageId = lastTry?.text === text ? lastTry.id : newId();
    setLastTry({ text, id: messageId });
    announce('Reading your answer');
    send.mutate(
      { id: messageId, message: text, intent: 'answer', questionId: asked.id },
      {
        onSuccess: (result) => {
          onMarked(result);
          announce(
            result.evaluation ? `Marked: ${result.evaluation.score ?? 'no'} of 100` : 'Your answer is in',
          );
        },
      },
    );
  }

  function askHint() {
    ask.mutate(
      { id: newId(), message: '', intent: 'hint', questionId: asked.id },
      {
        onSuccess: (result) => {
          const words = result.reply?.content ?? 'There is no further hint for this question.';
          setHint(words);
          announce(words);
          field.current?.focus();
        },
      },
    );
  }

  return (
    <form
      className="grid scroll-my-16 grid-cols-1 gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        sendAnswer();
      }}
    >
      {stage.pausedId !== null && (
        <Notice
          action={
            <Link
              to={`/app/interviews/${stage.pausedId}`}
              className={`${linkClass} inline-flex min-h-11 items-center font-medium`}
            >
              Open it
            </Link>
          }
        >
          Your other interview is paused meanwhile. Nothing of it is lost.
        </Notice>
      )}
      <Prose id={id} text={asked.prompt} className="font-serif text-question" />
      {hint !== null && <p className="rounded-control bg-lamp-soft px-4 py-3">{hint}</p>}
      <textarea
        ref={field}
        aria-labelledby={id}
        aria-describedby={`${id}-words`}
        rows={5}
        maxLength={20000}
        readOnly={send.isPending}
        placeholder="Answer as you would say it to a colleague."
        className="field-sizing-content max-h-96 min-h-32 w-full rounded-control border border-line-strong bg-surface px-3.5 py-3 focus-visible:outline-offset-0 placeholder:text-ink-3"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onProgress(event.target.value.trim() === '' ? 2 : 3);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !isMod(event) || event.nativeEvent.isComposing) return;
          event.preventDefault();
          sendAnswer();
        }}
      />
      {send.error !== null && (
        <SendFailed error={send.error} interviewId={stage.interviewId} onAgain={onAgain} />
      )}
      {ask.error !== null && (
        <ErrorState
          error={ask.error}
          title="The hint did not come."
          reassurance="You can answer without it."
        />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          variant="quiet"
          className="-ml-4"
          busy={ask.isPending}
          busyLabel="Looking for a hint"
          disabled={send.isPending}
          onClick={askHint}
        >
          Give me a hint
        </Button>
        <p id={`${id}-words`} className="nums ml-auto text-small text-ink-3">
          {send.isPending ? 'Reading your answer' : count(words, 'word')}
        </p>
        <Button
          type="submit"
          variant="primary"
          shortcut="mod+enter"
          className="grow sm:grow-0"
          busy={send.isPending}
          busyLabel="Reading"
          disabled={words === 0}
        >
          Send answer
        </Button>
      </div>
    </form>
  );
}
