import { useEffect, useRef } from 'react';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { useFinish, type Stage, type Turn } from './api';
import { bringIntoView } from './bring-into-view';
import { Marks } from './marks';

type MarkedProps = {
  stage: Stage;
  prompt: string;
  turn: Turn;
  onFollowUp: (question: NonNullable<Turn['next_question']>) => void;
  onReport: (interviewId: string) => void;
  onAgain: () => void;
};

/** The answer has its marks: go deeper, read everything, or begin with something else. */
export function Marked({ stage, prompt, turn, onFollowUp, onReport, onAgain }: MarkedProps) {
  const finish = useFinish(stage);
  const next = turn.next_question;
  const box = useRef<HTMLDivElement>(null);

  // The field that had the focus is gone; the next stop of the keyboard is what comes after the marks.
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    // On a phone the button that was pressed stood far below where the marks begin.
    if (box.current && box.current.getBoundingClientRect().top < 0) bringIntoView(box.current, 'start');
  }, []);

  return (
    <div ref={box} tabIndex={-1} className="grid grid-cols-1 gap-5 outline-none">
      <Marks prompt={prompt} turn={turn} />
      {finish.error && (
        <ErrorState
          error={finish.error}
          title="The report did not open."
          reassurance="Your answer is saved."
        />
      )}
      <div className="flex flex-wrap gap-3">
        {next && (
          <Button variant="primary" onClick={() => onFollowUp(next)}>
            Answer the follow-up
          </Button>
        )}
        <Button
          variant={next ? 'secondary' : 'primary'}
          busy={finish.isPending}
          busyLabel="Writing the report"
          onClick={() => finish.mutate(undefined, { onSuccess: () => onReport(stage.interviewId) })}
        >
          See the full report
        </Button>
        {!next && (
          <Button variant="quiet" onClick={onAgain}>
            Another question
          </Button>
        )}
      </div>
    </div>
  );
}
