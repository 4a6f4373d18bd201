import { keyCaps } from '@/lib/shortcuts';

/** Prints a shortcut such as "mod+enter" with the keys of this machine. Decoration: say it in aria-keyshortcuts. */
export function Kbd({ keys, onBrand = false }: { keys: string; onBrand?: boolean }) {
  const tone = onBrand ? 'border-on-brand/30 bg-on-brand/12' : 'border-line bg-sunken text-ink-2';
  return (
    <span aria-hidden="true" className="inline-flex shrink-0 gap-1 pointer-coarse:hidden">
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
