import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { Prose } from '@/components/prose';
import type { Intent } from './api';
import { useSpokenLanguage } from './spoken-language';
import { AnswerText, Asides, PastTurn } from './turn-view';
import type { Transcript, Turn } from './turns';

type TranscriptViewProps = {
  transcript: Transcript;
  /** Actions of the open question. */
  aids: ReactNode;
  /** What stands below everything: notices, the way to the report. */
  children?: ReactNode;
  isOver: boolean;
};

/** Everything said so far, the open question last, right above the field. */
export function TranscriptView({ transcript, aids, children, isOver }: TranscriptViewProps) {
  const { turns } = transcript;
  const open = isOver ? undefined : turns.at(-1);
  const past = open ? turns.slice(0, -1) : turns;

  return (
    <Scroller
      version={`${turns.length}:${open?.asides.length}:${open?.prompt.length}:${open?.answer?.status}`}
      hasJustSent={open?.answer?.status === 'pending'}
      news={open && !open.answer ? 'New question' : 'Newer below'}
      isLone={past.length === 0}
    >
      {past.length > 0 && (
        <ol className="grid grid-cols-1 gap-1.5" aria-label="Questions so far">
          {past.map((turn, index) => (
            <PastTurn
              key={turn.key}
              turn={turn}
              isLast={index === past.length - 1}
              isOpenQuestion={open?.isFollowUp === true && open.number === turn.number}
            />
          ))}
        </ol>
      )}
      {open && <OpenTurn turn={open} transcript={transcript} aids={aids} />}
      {children}
    </Scroller>
  );
}

function OpenTurn({ turn, transcript, aids }: { turn: Turn; transcript: Transcript; aids: ReactNode }) {
  const lang = useSpokenLanguage();
  return (
    <section
      aria-label={turn.isFollowUp ? 'Follow-up' : `Question ${turn.number}`}
      className="grid grid-cols-1 gap-4"
    >
      <div>
        {turn.isFollowUp && <p className="mb-1 text-small font-medium text-lamp">Follow-up</p>}
        <Prose
          lang={lang}
          text={turn.prompt}
          className={cn('measure font-serif', turn.answer ? 'text-[1.125rem] text-ink-2' : 'text-question')}
        />
      </div>
      <Asides turn={turn} />
      {turn.answer && (
        <div className="border-l-2 border-line pl-4">
          <AnswerText turn={turn} />
        </div>
      )}
      {transcript.pending && !isAid(transcript.pending) && <Pending intent={transcript.pending} />}
      {/* They stay while they are at work: the button that was pressed keeps the focus. */}
      {(!transcript.pending || isAid(transcript.pending)) && !turn.answer && !turn.isStreaming && aids}
    </section>
  );
}

const pendingWords = {
  answer: 'Reading your answer',
  skip: 'On to the next question',
  end: 'Finishing',
};

/** Aids say on their own buttons that they are under way. */
function isAid(intent: Intent): intent is 'hint' | 'clarify' {
  return intent === 'hint' || intent === 'clarify';
}

function Pending({ intent }: { intent: keyof typeof pendingWords }) {
  return (
    <p className="flex items-center gap-3 text-ink-2">
      <span aria-hidden="true" className="flex gap-1">
        {[0, 1, 2].map((dot) => (
          <span
            key={dot}
            style={{ animationDelay: `${dot * 160}ms` }}
            className="size-2 animate-[breathe_1.1s_ease-in-out_infinite] rounded-full bg-lamp-glow"
          />
        ))}
      </span>
      {pendingWords[intent]}
    </p>
  );
}

type ScrollerProps = {
  /** Changes when there is something new at the end. */
  version: string;
  hasJustSent: boolean;
  news: string;
  /** One question and nothing before it: it stands near the top instead of below a void. */
  isLone: boolean;
  children: ReactNode;
};

/** Follows the end only for readers who are there; for the others it says that there is something new. */
function Scroller({ version, hasJustSent, news, isLone, children }: ScrollerProps) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [seen, setSeen] = useState(version);
  const [isReadingAbove, setReadingAbove] = useState(false);

  useLayoutEffect(() => {
    // What somebody has just sent is what they want to see.
    if (isAtEnd.current || hasJustSent) toEnd(box.current);
  }, [version, hasJustSent]);

  // The field below grows while somebody types, and the end must stay in sight.
  useEffect(() => {
    if (!box.current || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => isAtEnd.current && toEnd(box.current));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  return (
    <div className="relative min-h-0">
      <div
        ref={box}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < 80;
          setReadingAbove(!isAtEnd.current);
          if (isAtEnd.current) setSeen(version);
        }}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label="Conversation"
        className="h-full overflow-y-auto overscroll-contain px-4 sm:px-6"
      >
        <div
          className={cn(
            'flex min-h-full flex-col gap-6 py-5 sm:py-6',
            isLone ? 'sm:pt-[max(1.5rem,7dvh)]' : 'justify-end',
          )}
        >
          {children}
        </div>
      </div>
      {isReadingAbove && seen !== version && (
        <button
          type="button"
          onClick={() => toEnd(box.current)}
          className="enter absolute bottom-3 left-1/2 inline-flex min-h-11 -translate-x-1/2 items-center gap-2 rounded-full bg-ink px-4 text-small font-medium text-paper shadow-float forced-colors:border"
        >
          <ArrowDown className="size-4" aria-hidden="true" />
          {news}
        </button>
      )}
    </div>
  );
}

function toEnd(box: HTMLElement | null): void {
  if (box) box.scrollTop = box.scrollHeight;
}
