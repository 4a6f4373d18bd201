import { cn } from '@/lib/cn';

type BulbsProps = {
  total: number;
  /** Lit ones. */
  done: number;
  /** 1-based, the one with the ring; absent when nothing is going on. */
  current?: number | undefined;
  size?: 'sm' | 'md';
  /** False where words of another kind stand beside the lamps. */
  showText?: boolean;
};

/** Progress as the lamps around a dressing-room mirror, and "3 of 6" beside them. */
export function Bulbs({ total, done, current, size = 'md', showText = true }: BulbsProps) {
  const text = `${Math.min(total, current ?? done)} of ${total}`;
  const small = size === 'sm' || total > 12;
  return (
    <span className="inline-flex items-center gap-3">
      <span role="img" aria-label={text} className="inline-flex flex-wrap items-center gap-1.5">
        {Array.from({ length: total }, (_, index) => (
          <span
            key={index}
            className={cn(
              'rounded-full border transition-colors',
              small ? 'size-2' : 'size-2.5',
              index < done && 'bg-lamp-glow forced-colors:bg-[CanvasText]',
              index < done || index + 1 === current ? 'border-lamp-glow' : 'border-line-strong',
              index + 1 === current && 'ring-2 ring-lamp-glow/35',
            )}
          />
        ))}
      </span>
      {showText && (
        <span aria-hidden="true" className="nums text-small whitespace-nowrap text-ink-2">
          {text}
        </span>
      )}
    </span>
  );
}
