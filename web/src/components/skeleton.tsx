import { cn } from '@/lib/cn';

/** Grey bars in the shape of what comes. The label says what is loading to those who see no bars. */
export function Skeleton({
  lines = 3,
  label = 'Loading',
  className,
}: {
  lines?: number;
  label?: string;
  className?: string;
}) {
  const widths = ['w-full', 'w-11/12', 'w-4/5', 'w-2/3'];
  return (
    <div role="status" className={cn('grid gap-3', className)}>
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={cn('skeleton block h-4', widths[index % widths.length])} />
      ))}
    </div>
  );
}
