import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

/** The dressing-room mirror: lamps on both sides that light up, from the bottom, as the play goes on. */
export function Mirror({ lit, children }: { lit: number; children: ReactNode }) {
  return (
    <div className="rounded-sheet bg-stage forced-colors:border p-2.5 sm:p-4">
      <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-2.5 sm:gap-4">
        <Lamps lit={lit} />
        <div className="rounded-card bg-surface p-4 sm:p-6">{children}</div>
        <Lamps lit={lit} />
      </div>
    </div>
  );
}

const lamps = [5, 4, 3, 2, 1];

function Lamps({ lit }: { lit: number }) {
  return (
    <div aria-hidden="true" className="flex flex-col justify-around">
      {lamps.map((lamp) => (
        <span
          key={lamp}
          className={cn(
            'size-2.5 rounded-full transition-[background-color,box-shadow] duration-500 sm:size-3.5',
            lamp <= lit ? 'bg-lamp-lit shadow-lamp' : 'bg-lamp-off',
          )}
        />
      ))}
    </div>
  );
}
