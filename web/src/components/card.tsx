import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

type CardProps = {
  title?: string;
  /** Beside the title: a badge or a small link. */
  aside?: ReactNode;
  /** lamp = this is about you and now. It is never a warning. */
  tone?: 'plain' | 'lamp' | 'sunken';
  className?: string;
  children: ReactNode;
};

const tones = {
  plain: 'border-line bg-surface',
  lamp: 'border-transparent bg-lamp-soft',
  sunken: 'border-transparent bg-sunken',
};

export function Card({ title, aside, tone = 'plain', className, children }: CardProps) {
  return (
    <section className={cn('rounded-card border p-5 sm:p-6', tones[tone], className)}>
      {title && (
        <div className="mb-3 flex items-baseline justify-between gap-4">
          <h2 className="text-h2 font-semibold">{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
