import type { ReactNode } from 'react';

/** One sentence why it is empty, one primary action, and perhaps one more. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-4 rounded-card border border-dashed border-line-strong p-6 sm:p-8">
      <div className="measure grid gap-1.5">
        <p className="font-serif text-[1.25rem] leading-snug">{title}</p>
        {children && <div className="text-ink-2">{children}</div>}
      </div>
      {action && <div className="flex flex-wrap gap-3">{action}</div>}
    </div>
  );
}
