import { Lightbulb, MessageCircleQuestion } from 'lucide-react';
import { Badge } from '@/components/badge';
import { count } from '@/lib/format';
import type { ReportQuestion } from './api';

/** Help that was used is marked as used, wherever the question is listed. */
export function AidsUsed({ question }: { question: ReportQuestion }) {
  const { hints_used: hints, clarified } = question;
  if (hints === 0 && !clarified) return null;
  return (
    <span className="mt-2 flex flex-wrap gap-1.5">
      {hints > 0 && (
        <Badge tone="lamp">
          <Lightbulb className="size-3.5" aria-hidden="true" />
          {count(hints, 'hint')} used
        </Badge>
      )}
      {clarified && (
        <Badge>
          <MessageCircleQuestion className="size-3.5" aria-hidden="true" />
          Said another way
        </Badge>
      )}
    </span>
  );
}

const confidenceWords = {
  low: 'The grader is not sure of this mark. Trust the quoted words more than the number.',
  medium: 'The grader is fairly sure of this mark.',
  high: 'The grader is sure of this mark.',
};

/** How far the mark of this question can be trusted, and what it is without help. */
export function MarkFacts({ question }: { question: ReportQuestion }) {
  const { score, unaided_score: unaided, hints_used: hints, confidence } = question;
  if (score === null) return null;
  return (
    <p className="nums measure text-small text-ink-2">
      {confidence && confidenceWords[confidence]}
      {hints > 0 &&
        (unaided === null || unaided === score
          ? ` ${hints === 1 ? 'The hint' : 'The hints'} gave no credit away.`
          : ` Without ${hints === 1 ? 'the hint' : 'the hints'} it is ${unaided} of 100.`)}
    </p>
  );
}
