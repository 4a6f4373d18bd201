import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { Button, TextButton } from '@/components/button';
import { Notice } from '@/components/notice';
import { ProblemDetails } from '@/components/error-state';
import { announce } from '@/lib/announcer';
import { cn } from '@/lib/cn';
import { countWords } from '@/lib/count-words';
import { count } from '@/lib/format';
import { newId } from '@/lib/new-id';
import type { ApiProblem } from '@/lib/problem';
import { useShortcut } from '@/lib/shortcuts';
import { useSpokenLanguage } from './spoken-language';
import type { DraftStatus } from './draft-saver';
import type { Draft } from './drafts';
import { useDraft } from './use-draft';
import type { SendResult } from './use-room';

/** What the room may ask of the field before it moves on. */
export type ComposerHandle = {
  hasText: () => boolean;
  flush: () => Promise<void>;
  /** Nobody wants these words: they are not to come back. */
  forget: () => void;
  focus: () => void;
};

type ComposerProps = {
  ref?: Ref<ComposerHandle>;
  interviewId: string;
  questionId: string;
  saved: Draft | null;
  /** An answer is being read, or the next question is on its way: the field is empty until it is there. */
  isReading: boolean;
  /** A hint, other words or a skip are under way: nothing can be sent, and what was typed stays. */
  isWaiting: boolean;
  isHurried: boolean;
  mayAnswer: boolean;
  onSend: (text: string, clientMessageId: string) => Promise<SendResult>;
  maySkip: boolean;
  onSkip: () => void;
  onOrphaned: () => void;
};

const longest = 20_000;

export function Composer({ ref, ...props }: ComposerProps) {
  const { isReading, isWaiting, isHurried, mayAnswer } = props;
  const draft = useDraft(props);
  const lang = useSpokenLanguage();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  // The same words sent again after a lost line are the same answer.
  const [lastTry, setLastTry] = useState<{ text: string; id: string } | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isSending = useRef(false);
  const { saver } = draft;
  const words = countWords(draft.text);
  const isBusy = isReading || isWaiting;
  const isReady = mayAnswer && !isBusy && words > 0;

  const focusField = useEffectEvent(() => {
    const element = field.current;
    // On a phone the keyboard would cover the question that has just come.
    if (!element || matchMedia('(pointer: coarse)').matches) return;
    element.focus({ preventScroll: true });
    element.setSelectionRange(element.value.length, element.value.length);
  });
  useEffect(() => focusField(), []);

  useEffect(() => {
    if (isHurried) saver.hurry();
  }, [isHurried, saver]);

  // The server keeps no draft while it is at work on this question.
  useEffect(() => {
    if (isBusy) saver.hold();
    else saver.release();
  }, [isBusy, saver]);

  useImperativeHandle(ref, () => ({
    hasText: () => !isReading && draft.text.trim() !== '',
    flush: () => saver.flush(),
    forget: () => saver.forget(),
    focus: () => field.current?.focus({ preventScroll: true }),
  }));

  async function send() {
    if (!isReady || isSending.current) return;
    isSending.current = true;
    const text = draft.text;
    const id = lastTry?.text === text ? lastTry.id : newId();
    setLastTry({ text, id });
    setProblem(null);
    saver.hold();
    draft.show('');
    const result = await props.onSend(text, id);
    isSending.current = false;
    if (result.accepted) {
      saver.forget();
      return;
    }
    saver.release();
    draft.show(text);
    setProblem(result.problem);
    announce(`Your answer was not sent. It is back in the field. ${result.problem.detail}`, 'assertive');
  }

  useShortcut('mod+enter', 'Send answer', () => void send(), 'This interview');

  return (
    <form
      className="grid grid-cols-1 gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && (
        <Notice tone="bad">
          <p>
            <span className="font-medium">Your answer was not sent.</span> It is back in the field.{' '}
            {problem.detail}
            {problem.retryAfter !== null && ` Try again in ${count(problem.retryAfter, 'second')}.`}
          </p>
          <ProblemDetails error={problem} />
        </Notice>
      )}
      {draft.status === 'stale' && (
        <Notice tone="lamp" live>
          <p>
            A newer draft of this answer was saved in another tab or on another device. What you type here is
            kept on this device until you choose.
          </p>
          <p className="mt-1 flex flex-wrap gap-x-5">
            <TextButton className="min-h-11" onClick={() => void draft.takeNewer()}>
              Show the newer one
            </TextButton>
            <TextButton className="min-h-11" onClick={() => void draft.keepMine()}>
              Keep what is here
            </TextButton>
          </p>
          {draft.problem && (
            <>
              <p className="text-bad">{draft.problem.detail} Both drafts are still there.</p>
              {draft.problem.isUnexpected && <ProblemDetails error={draft.problem} />}
            </>
          )}
        </Notice>
      )}
      <div
        className={cn(
          'group rounded-card border bg-surface transition-colors',
          'border-line-strong focus-within:border-brand focus-within:outline-1 focus-within:outline-brand',
        )}
      >
        <label htmlFor="answer" className="sr-only">
          Your answer
        </label>
        <textarea
          ref={field}
          id="answer"
          lang={lang}
          value={isReading ? '' : draft.text}
          readOnly={isReading || (!mayAnswer && !isWaiting)}
          maxLength={longest}
          aria-describedby="answer-state"
          placeholder={isReading ? '' : 'Answer as you would say it to a colleague.'}
          onChange={(event) => draft.change(event.target.value)}
          className={cn(
            'block field-sizing-content w-full resize-none bg-transparent px-4 pt-3.5 pb-2 outline-none placeholder:text-ink-3',
            'max-h-[34dvh] min-h-19 transition-[min-height] group-focus-within:min-h-30 sm:max-h-[46dvh] sm:min-h-[max(9rem,26dvh)] sm:px-5 sm:group-focus-within:min-h-[max(9rem,26dvh)]',
          )}
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line p-2 sm:p-2.5">
          <p id="answer-state" className="nums min-w-0 flex-1 px-2 text-small text-ink-3">
            {isReading ? (
              'Reading your answer'
            ) : (
              <>
                <span className="max-sm:hidden">{count(words, 'word')}</span>
                <StatusWords status={draft.status} wasRestored={draft.wasRestored} hasText={words > 0} />
                {draft.text.length > longest - 1000 && `, ${longest - draft.text.length} characters left`}
              </>
            )}
          </p>
          <Button variant="quiet" onClick={props.onSkip} disabled={isBusy || !props.maySkip}>
            Skip
          </Button>
          <Button
            type="submit"
            variant="primary"
            shortcut="mod+enter"
            disabled={!isReady && !isBusy}
            busy={isBusy}
            busyLabel={isReading ? 'Reading' : 'One moment'}
          >
            Send answer
          </Button>
        </div>
      </div>
    </form>
  );
}

const statusWords: Record<DraftStatus, string> = {
  empty: '',
  dirty: '',
  saving: 'Saving the draft',
  saved: 'Draft saved',
  local: 'Draft kept on this device',
  stale: 'Newer draft elsewhere',
};

function StatusWords(props: { status: DraftStatus; wasRestored: boolean; hasText: boolean }) {
  const text = props.wasRestored && props.status !== 'stale' ? 'Draft restored' : statusWords[props.status];
  if (text === '' || (!props.hasText && props.status !== 'stale')) return null;
  return (
    <>
      <span className="max-sm:hidden">, </span>
      {text}
    </>
  );
}
