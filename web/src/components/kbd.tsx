import { cn } from '@/lib/cn';
import { keyCaps } from '@/lib/shortcuts';

type KbdProps = { keys: string; onBrand?: boolean; className?: string };

/** Prints a shortcut such as "mod+enter" with the keys of this machine. Decoration: say it in aria-keyshortcuts. */
export function Kbd({ keys, onBrand = false, className }: KbdProps) {
  const tone = onBrand ? 'border-on-brand/30 bg-on-brand/12' : 'border-line bg-sunken text-ink-2';
  return (
    <span aria-hidden="true" className={cn('inline-flex shrink-0 gap-1', className)}>
      {keyCaps(keys).map((cap, index) => (
        <kbd
          key={index}
          className={`inline-flex min-w-5 justify-center rounded-inner border px-1.5 whitespace-nowrap py-px font-mono text-[0.6875rem] leading-4 ${tone}`}
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
