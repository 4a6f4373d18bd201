import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { QuotedText } from '@/components/quoted-text';
import { TextButton } from '@/components/button';
import { cn } from '@/lib/cn';
import { Marks, scoreWords } from './marks';
import { Prose } from '@/components/prose';
import { useSpokenLanguage } from './spoken-language';
import type { Turn } from './turns';

type PastTurnProps = {
  turn: Turn;
  /** The newest one is open: its marks have just come. */
  isLast: boolean;
  isOpenQuestion: boolean;
};

/** A question that is over: folded to one line, never removed. */
export function PastTurn({ turn, isLast, isOpenQuestion }: PastTurnProps) {
  const lang = useSpokenLanguage();
  const [choice, setChoice] = useState<boolean | null>(null);
  const id = useId();
  const isOpen = choice ?? isLast;
  const outcome = turn.evaluation ? scoreWords(turn.evaluation) : turn.isSkipped ? 'Skipped' : null;
  return (
    <li className="border-l-2 border-line pl-4">
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setChoice(!isOpen)}
          className="-my-1 flex min-h-11 w-full items-center gap-3 text-left text-ink-2 hover:text-ink"
        >
          <span className="nums shrink-0 text-small text-ink-3">
            {turn.isFollowUp ? 'Follow-up' : `Question ${turn.number}`}
          </span>
          <span lang={lang} className={cn('min-w-0 flex-1 truncate font-serif', isOpen && 'invisible')}>
            {turn.prompt}
          </span>
          {outcome && <span className="nums shrink-0 text-small">{outcome}</span>}
          <ChevronDown
            aria-hidden="true"
            className={cn('size-4 shrink-0 transition-transform', isOpen && 'rotate-180')}
          />
        </button>
      </h2>
      <div id={id} className={cn('grid grid-cols-1 gap-3 pt-1 pb-3', !isOpen && 'hidden')}>
        <Prose lang={lang} text={turn.prompt} className="measure font-serif text-ink-2" />
        <Asides turn={turn} />
        <AnswerText turn={turn} />
        {turn.evaluation && <InlineMarks turn={turn} besideOnWide={isLast} isOpenQuestion={isOpenQuestion} />}
      </div>
    </li>
  );
}

/** On wide screens the newest marks stand beside the conversation; here they are one press away. */
function InlineMarks({
  turn,
  besideOnWide,
  isOpenQuestion,
}: {
  turn: Turn;
  besideOnWide: boolean;
  isOpenQuestion: boolean;
}) {
  const [isShown, setShown] = useState(false);
  if (!turn.evaluation) return null;
  return (
    <div className={cn(besideOnWide && 'lg:hidden')}>
      <TextButton
        className="inline-flex min-h-11 items-center"
        aria-expanded={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? 'Hide the marks' : `Show the marks: ${scoreWords(turn.evaluation)}`}
      </TextButton>
      {isShown && (
        <div className="mt-2 rounded-card border border-line bg-surface p-4">
          <Marks evaluation={turn.evaluation} isOpen={isOpenQuestion} />
        </div>
      )}
    </div>
  );
}

/** What the candidate wrote, with the words that counted lit up once there is a mark. */
export function AnswerText({ turn }: { turn: Turn }) {
  const lang = useSpokenLanguage();
  if (turn.isSkipped && !turn.answer) return <p className="text-ink-3">Skipped. It is not counted as 0.</p>;
  if (!turn.answer) return null;
  const points = turn.evaluation?.points ?? [];
  const quotes = [...points, ...(turn.evaluation?.misconceptions ?? [])];
  return (
    <div className="measure">
      <QuotedText lang={lang} text={turn.answer.text} quotes={quotes} />
    </div>
  );
}

/** Hints and other wordings that were given. */
export function Asides({ turn }: { turn: Turn }) {
  const lang = useSpokenLanguage();
  return turn.asides.map((aside) => (
    <div key={aside.id} className="rounded-control bg-lamp-soft px-4 py-3">
      <p className="text-small font-medium text-lamp">
        {aside.kind === 'hint' ? 'Hint' : 'The same in other words'}
      </p>
      <Prose lang={lang} text={aside.content} className="mt-0.5" />
    </div>
  ));
}
