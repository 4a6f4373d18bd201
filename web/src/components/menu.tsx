import { useId, type ComponentProps, type ReactNode } from 'react';
import { cn } from '@/lib/cn';

type MenuProps = {
  /** What the button says; its name when there is only an icon. */
  button: ReactNode;
  label?: string;
  className?: string;
  children: ReactNode;
};

/** A button with a panel of actions above it: the browser's popover closes it on Esc and on a click elsewhere. */
export function Menu({ button, label, className, children }: MenuProps) {
  const id = useId();
  return (
    <div className="relative">
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={cn('[anchor-name:--menu]', className)}
      >
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        className={cn(
          'm-0 mb-2 min-w-52 rounded-card border border-line bg-surface p-1.5 text-ink shadow-float',
          // Without anchors the panel stands where this button is on wide screens: at the lower left.
          'fixed [inset:auto_auto_4.5rem_0.75rem] supports-[anchor-name:--menu]:[inset:auto]',
          '[position-anchor:--menu] [position-area:top_span-right] [position-try-fallbacks:flip-block]',
        )}
        // Any choice closes the panel.
        onClick={(event) => event.currentTarget.hidePopover()}
        onKeyDown={(event) => moveFocus(event.currentTarget, event)}
        role="presentation"
      >
        {children}
      </div>
    </div>
  );
}

export const menuItemClass =
  'flex min-h-11 sm:min-h-10 w-full items-center gap-2.5 rounded-inner px-3 text-left text-ink-2 hover:bg-sunken hover:text-ink';

export function MenuItem({ className, type = 'button', ...rest }: ComponentProps<'button'>) {
  return <button type={type} className={cn(menuItemClass, className)} {...rest} />;
}

function moveFocus(panel: HTMLElement, event: { key: string; preventDefault: () => void }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...panel.querySelectorAll<HTMLElement>('a, button')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
}
