import { Lightbulb, MessageCircleQuestion } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { ProblemDetails } from '@/components/error-state';
import { Notice } from '@/components/notice';
import { copyFrom } from '@/lib/copy';
import { asProblem } from '@/lib/problem';
import type { Question } from './api';
import type { Orphan } from './drafts';
import type { Outgoing } from './turns';

type AidsProps = {
  /** `hint` and `clarify`, as far as they can be had. */
  offered: readonly string[];
  pending: Outgoing['intent'] | null;
  question: Question | null;
  onAsk: (intent: Outgoing['intent']) => void;
  /** The button that was pressed is gone: there is no further help of this kind. */
  onFocusLost: () => void;
};

/** Help with the open question. The server offers none in a simulation. */
export function Aids({ offered, pending, question, onAsk, onFocusLost }: AidsProps) {
  const wasPressed = useRef(false);
  const lose = useEffectEvent(onFocusLost);
  const mayClarify = offered.includes('clarify');
  const mayHint = offered.includes('hint');

  useEffect(() => {
    if (pending !== null || !wasPressed.current) return;
    wasPressed.current = false;
    if (document.activeElement === document.body) lose();
  }, [pending, mayClarify, mayHint]);

  function ask(intent: Outgoing['intent']) {
    wasPressed.current = true;
    onAsk(intent);
  }

  if (!mayClarify && !mayHint) return null;
  return (
    <div className="-mx-3 flex flex-wrap gap-x-1">
      {mayClarify && (
        <Button
          variant="quiet"
          size="sm"
          icon={<MessageCircleQuestion className="size-4" aria-hidden="true" />}
          disabled={pending === 'hint'}
          busy={pending === 'clarify'}
          busyLabel="Finding other words"
          onClick={() => ask('clarify')}
        >
          Say it another way
        </Button>
      )}
      {mayHint && (
        <Button
          variant="quiet"
          size="sm"
          icon={<Lightbulb className="size-4" aria-hidden="true" />}
          disabled={pending === 'clarify'}
          busy={pending === 'hint'}
          busyLabel="Looking for a hint"
          onClick={() => ask('hint')}
        >
          Give me a hint
          {question && <span className="nums text-ink-3">{question.hints_left} left</span>}
        </Button>
      )}
    </div>
  );
}

type RoomNoticesProps = {
  isConnected: boolean;
  /** The field is locked: an answer is being read. */
  isReading: boolean;
  problem: unknown;
};

/** The line is lost, or the server refused something that is no answer. */
export function RoomNotices({ isConnected, isReading, problem }: RoomNoticesProps) {
  const line = navigator.onLine ? 'Reconnecting.' : 'You are offline.';
  const refusal = problem === null || problem === undefined ? null : asProblem(problem);
  return (
    <>
      {!isConnected && (
        <Notice tone="lamp" live>
          {line}{' '}
          {isReading
            ? 'Your answer is kept on this device until the server has it.'
            : 'Go on writing: your draft is kept on this device until the line is back.'}
        </Notice>
      )}
      {/* That it is over, the room itself shows. */}
      {refusal && refusal.code !== 'conversation.closed' && isConnected && (
        <Notice tone="bad" live>
          <p>{refusal.detail}</p>
          {refusal.isUnexpected && <ProblemDetails error={refusal} />}
        </Notice>
      )}
    </>
  );
}

type OrphanViewProps = { orphan: Orphan; onDismiss: () => void };

/** Words whose question was closed before they arrived: by another tab, or because the time was up. */
export function OrphanView({ orphan, onDismiss }: OrphanViewProps) {
  const [copied, setCopied] = useState<'yes' | 'selected' | null>(null);
  const text = useRef<HTMLParagraphElement>(null);

  async function copy() {
    if (text.current) setCopied((await copyFrom(text.current)) ? 'yes' : 'selected');
  }

  return (
    <section aria-label="Unsent answer" className="grid gap-3 rounded-card border border-line bg-surface p-4">
      <p className="font-medium">
        {orphan.isPartlySent
          ? 'The question was closed before the end of this answer arrived. Here are all of your words:'
          : 'The question was closed before this answer arrived. Here are your words:'}
      </p>
      <p ref={text} className="measure whitespace-pre-wrap text-ink-2">
        {orphan.text}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={() => void copy()}>
          {copied === 'yes' ? 'Copied' : 'Copy'}
        </Button>
        <Button size="sm" variant="quiet" onClick={onDismiss}>
          Dismiss
        </Button>
        <p role="status" className="text-small text-ink-3">
          {copied === 'selected' &&
            'The words are selected: copy them with the keys or the menu of your browser.'}
        </p>
      </div>
    </section>
  );
}
