import { Card } from '@/components/card';
import type { Report } from './api';
import { dimensionWord, levelOf } from '@/lib/interview-words';

/** How the rubric reads: a word for each dimension, and where the word comes from. */
export function ReportDimensions({ dimensions }: { dimensions: Report['dimensions'] }) {
  if (dimensions.length === 0) return null;
  return (
    <Card title="By dimension">
      <ul className="grid gap-3.5">
        {dimensions.map(({ dimension, score, weight, rationale }) => (
          <li key={dimension} className="grid gap-1.5">
            <p className="flex items-baseline justify-between gap-4">
              <span className="font-medium">{dimensionWord[dimension]}</span>
              <span className={score === null ? 'text-small text-ink-3' : 'font-medium'}>
                {score === null ? 'Not asked' : levelOf(score)}
              </span>
            </p>
            {score !== null && <Steps score={score} />}
            <p className="nums text-small text-ink-3">
              {score !== null && `${score} of 5. `}
              {rationale} Weighs {weight} of 100.
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Five steps; the word above says the same. */
function Steps({ score }: { score: number }) {
  return (
    <span aria-hidden="true" className="grid grid-cols-5 gap-1">
      {[0, 1, 2, 3, 4].map((step) => (
        <span key={step} className="h-1.5 overflow-hidden rounded-full bg-line">
          <span
            style={{ width: `${Math.min(1, Math.max(0, score - step)) * 100}%` }}
            className="block h-full bg-brand forced-colors:bg-[CanvasText]"
          />
        </span>
      ))}
    </span>
  );
}
