import type { ReactNode } from 'react';
import { PageTitle } from '@/components/page-frame';

/** Login and sign-up: one column, one task. */
export function EntryFrame({
  title,
  lede,
  children,
}: {
  title: string;
  lede: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto w-full max-w-md px-4 py-8 sm:py-16">
      <PageTitle title={title} />
      <h1 tabIndex={-1} className="font-serif text-h1 font-medium tracking-[-0.01em]">
        {title}
      </h1>
      <p className="mt-1.5 mb-8 text-ink-2">{lede}</p>
      {children}
    </div>
  );
}

/** "or", between two ways in. */
export function Or() {
  return (
    <div className="my-6 flex items-center gap-4 text-small text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      or
    </div>
  );
}
