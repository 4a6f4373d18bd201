import { Lightbulb, MessageCircleQuestion } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { asProblem } from '@/lib/problem';
import type { Question } from './api';
import type { Outgoing } from './turns';

type AidsProps = {
  commands: readonly string[];
  question: Question | null;
  onAsk: (intent: Outgoing['intent']) => void;
};

/** Help with the open question. The server offers none in a simulation. */
export function Aids({ commands, question, onAsk }: AidsProps) {
  if (!commands.includes('hint') && !commands.includes('clarify')) return null;
  return (
    <div className="-mx-3 flex flex-wrap gap-x-1">
      {commands.includes('clarify') && (
        <Button
          variant="quiet"
          size="sm"
          icon={<MessageCircleQuestion className="size-4" aria-hidden="true" />}
          onClick={() => onAsk('clarify')}
        >
          Say it another way
        </Button>
      )}
      {commands.includes('hint') && (
        <Button
          variant="quiet"
          size="sm"
          icon={<Lightbulb className="size-4" aria-hidden="true" />}
          onClick={() => onAsk('hint')}
        >
          Give me a hint
          {question && <span className="nums text-ink-3">{question.hints_left} left</span>}
        </Button>
      )}
    </div>
  );
}

/** The line is lost, or the server refused something that is no answer. */
export function RoomNotices({ isConnected, problem }: { isConnected: boolean; problem: unknown }) {
  return (
    <>
      {!isConnected && (
        <Notice tone="lamp" live>
          {navigator.onLine
            ? 'Reconnecting. Go on writing: your draft is kept on this device until the line is back.'
            : 'You are offline. Go on writing: your draft is kept on this device until the line is back.'}
        </Notice>
      )}
      {problem !== null && problem !== undefined && isConnected && (
        <Notice tone="bad" live>
          {asProblem(problem).detail}
        </Notice>
      )}
    </>
  );
}

/** Words whose question was closed in another tab before they arrived. */
export function Orphan({ text, onDismiss }: { text: string; onDismiss: () => void }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <section aria-label="Unsent answer" className="grid gap-3 rounded-card border border-line bg-surface p-4">
      <p className="font-medium">The question was closed before this answer arrived. Here are your words:</p>
      <p className="measure whitespace-pre-wrap text-ink-2">{text}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
        <Button size="sm" variant="quiet" onClick={onDismiss}>
          Dismiss
        </Button>
      </div>
    </section>
  );
}
