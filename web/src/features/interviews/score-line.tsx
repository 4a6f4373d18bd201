import { cn } from '@/lib/cn';
import { bands, type Band } from '@/lib/interview-words';

type ScoreLineProps = { score: number; low: number; high: number; band: Band };

/** The mark on the scale of the bands, as wide as it is uncertain. The words above it say the same. */
export function ScoreLine({ score, low, high, band }: ScoreLineProps) {
  return (
    <div aria-hidden="true" className="grid gap-1.5">
      <div className="relative h-6">
        <div className="absolute inset-x-0 top-2.5 flex h-1 gap-0.5">
          {bands.map(({ band: name, from }, index) => (
            <span
              key={name}
              style={{ flexGrow: (bands[index + 1]?.from ?? 100) - from }}
              className={cn('rounded-full', name === band ? 'bg-line-strong' : 'bg-line')}
            />
          ))}
        </div>
        <span
          style={{ left: `${low}%`, width: `${high - low}%` }}
          className="absolute top-1.5 h-3 rounded-full bg-lamp-glow/30 forced-colors:border"
        />
        <span
          style={{ left: `${score}%` }}
          className="absolute top-1 size-4 -translate-x-1/2 rounded-full border-2 border-surface bg-lamp-glow forced-colors:bg-[CanvasText]"
        />
      </div>
      <div className="nums relative h-4 text-[0.6875rem] text-ink-3">
        {[...bands.map(({ from }) => from), 100].map((mark) => (
          <span
            key={mark}
            style={mark === 100 ? { right: 0 } : { left: `${mark}%` }}
            className={cn(
              'absolute whitespace-nowrap',
              mark > 0 && mark < 100 && '-translate-x-1/2',
              // On a phone it would run into the 100 beside it; the line shows where it is.
              mark === 90 && 'max-sm:hidden',
            )}
          >
            {mark}
          </span>
        ))}
      </div>
    </div>
  );
}
