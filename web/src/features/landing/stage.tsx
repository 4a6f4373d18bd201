import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { announce } from '@/lib/announcer';
import { count } from '@/lib/format';
import { newId } from '@/lib/new-id';
import { isMod } from '@/lib/shortcuts';
import { useFinish, useTurn, type Stage as StageData, type Turn } from './api';
import { Marks } from './marks';

type StageProps = {
  stage: StageData;
  onProgress: (lamps: number) => void;
  onReport: (interviewId: string) => void;
  onAgain: () => void;
};

export function Stage({ stage, onProgress, onReport, onAgain }: StageProps) {
  const [prompt, setPrompt] = useState(stage.prompt);
  const [text, setText] = useState('');
  const [hint, setHint] = useState<string | null>(null);
  const [turn, setTurn] = useState<Turn | null>(null);
  const [id, setId] = useState(() => newId());
  const field = useRef<HTMLTextAreaElement>(null);
  const send = useTurn(stage);
  const ask = useTurn(stage);
  const finish = useFinish(stage);
  const words = text.trim() === '' ? 0 : text.trim().split(/\s+/).length;

  // The question has just come on stage: whoever pressed the button goes on typing.
  useEffect(() => {
    announce(prompt);
    field.current?.focus({ preventScroll: true });
    // On a phone the stage stands below the headline.
    field.current?.form?.scrollIntoView?.({ block: 'nearest', behavior: 'smooth' });
  }, [prompt]);

  function sendAnswer() {
    if (words === 0 || send.isPending) return;
    announce('Reading your answer');
    send.mutate(
      { id, message: text, intent: 'answer' },
      {
        onSuccess: (result) => {
          setTurn(result);
          onProgress(result.next_question ? 4 : 5);
          announce(
            result.evaluation ? `Marked: ${result.evaluation.score ?? 'no'} of 100` : 'Your answer is in',
          );
        },
      },
    );
  }

  function askHint() {
    ask.mutate(
      { id: newId(), message: '', intent: 'hint' },
      {
        onSuccess: (result) => {
          setHint(result.reply?.content ?? 'There is no further hint for this question.');
          field.current?.focus();
        },
      },
    );
  }

  function goOn(result: Turn) {
    setPrompt(result.next_question?.prompt ?? prompt);
    setText('');
    setHint(null);
    setTurn(null);
    setId(newId());
    onProgress(3);
  }

  if (turn) {
    return (
      <div className="grid gap-5">
        <Marks prompt={prompt} turn={turn} />
        {finish.error && (
          <ErrorState
            error={finish.error}
            title="The report did not open."
            reassurance="Your answer is saved."
          />
        )}
        <div className="flex flex-wrap gap-3">
          {turn.next_question && (
            <Button variant="primary" onClick={() => goOn(turn)}>
              Answer the follow-up
            </Button>
          )}
          <Button
            variant={turn.next_question ? 'secondary' : 'primary'}
            busy={finish.isPending}
            busyLabel="Writing the report"
            onClick={() => finish.mutate(undefined, { onSuccess: () => onReport(stage.interviewId) })}
          >
            See the full report
          </Button>
          {!turn.next_question && (
            <Button variant="quiet" onClick={onAgain}>
              Another question
            </Button>
          )}
        </div>
      </div>
    );
  }

  return (
    <form
      className="grid scroll-my-16 gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        sendAnswer();
      }}
    >
      <p className="font-serif text-question" id="demo-question">
        {prompt}
      </p>
      {hint && <p className="rounded-control bg-lamp-soft px-4 py-3">{hint}</p>}
      <textarea
        ref={field}
        aria-labelledby="demo-question"
        aria-describedby="demo-words"
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
      {send.error && (
        <ErrorState
          error={send.error}
          title="The answer did not get through."
          reassurance="It is still in the field."
        />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="quiet" className="-ml-4" busy={ask.isPending} onClick={askHint}>
          Give me a hint
        </Button>
        <p id="demo-words" className="nums ml-auto text-small text-ink-3">
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
