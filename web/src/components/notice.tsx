import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

type NoticeProps = {
  tone?: 'lamp' | 'bad' | 'plain';
  action?: ReactNode;
  children: ReactNode;
  live?: boolean;
};

const tones = { lamp: 'bg-lamp-soft', bad: 'bg-bad-soft', plain: 'border border-line bg-sunken' };

/** A sentence across the page, with at most one action. */
export function Notice({ tone = 'plain', action, children, live = false }: NoticeProps) {
  return (
    <div
      role={live ? 'status' : undefined}
      className={cn(
        'flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-control px-4 py-2.5 forced-colors:border',
        tones[tone],
      )}
    >
      <div className="measure">{children}</div>
      {action}
    </div>
  );
}
