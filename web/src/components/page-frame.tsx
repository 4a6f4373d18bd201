import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

type PageFrameProps = {
  /** In the tab and as the heading. */
  title: string;
  /** When the heading says more than the tab. */
  heading?: ReactNode;
  lede?: ReactNode;
  actions?: ReactNode;
  width?: 'narrow' | 'wide';
  children: ReactNode;
};

/** Paints before any data: title, heading, lede, actions; the content fills itself. */
export function PageFrame({ title, heading, lede, actions, width = 'wide', children }: PageFrameProps) {
  return (
    <div
      className={cn(
        'mx-auto w-full px-4 py-8 sm:px-8 sm:py-12',
        width === 'narrow' ? 'max-w-2xl' : 'max-w-6xl',
      )}
    >
      <PageTitle title={title} />
      <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="min-w-0">
          <h1
            tabIndex={-1}
            className="max-w-4xl font-serif text-h1 font-medium tracking-[-0.01em] text-balance"
          >
            {heading ?? title}
          </h1>
          {lede && <p className="measure mt-1.5 text-ink-2">{lede}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function PageTitle({ title }: { title: string }) {
  return <title>{`${title} \u00b7 Greenroom`}</title>;
}
