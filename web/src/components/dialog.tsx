import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { IconButton } from './button';

type DialogProps = {
  open: boolean;
  /** `never`: only what stands inside ends it, neither Esc nor a cross nor a click beside it. */
  onClose: (() => void) | 'never';
  title: string;
  description?: ReactNode;
  /** The title is read but not drawn. */
  hideTitle?: boolean;
  /** Without padding, for content that brings its own. */
  bare?: boolean;
  className?: string;
  children: ReactNode;
};

/**
 * The browser's own dialog: it keeps the focus, gives it back, closes on Esc and makes the rest inert. It rises
 * from the bottom on phones. And it injects no style element that the content security policy would refuse.
 */
export function Dialog(props: DialogProps) {
  const { open } = props;
  const close = props.onClose === 'never' ? null : props.onClose;
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || !open) return;
    const before = document.activeElement;
    dialog.showModal();
    // The browser would choose the first control, which is Close.
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog.close();
      // The browser gives the focus back by itself only while the dialog is still in the page.
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [open]);

  if (!open) return null;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a click beside the panel is an addition to Esc and the close button
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={props.description ? `${id}-description` : undefined}
      closedby={close ? undefined : 'none'}
      onCancel={(event) => {
        // React decides whether it closes: a form inside may have something to say.
        event.preventDefault();
        close?.();
      }}
      // Some browsers close it at the second Esc, whatever the first one was answered.
      onClose={({ currentTarget, target }) => {
        if (target !== currentTarget || currentTarget.open) return;
        if (close) close();
        else currentTarget.showModal();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) close?.();
      }}
      className={cn(
        'enter fixed inset-x-0 top-auto bottom-0 m-0 max-h-[92dvh] w-full max-w-none overflow-auto overscroll-contain border-0 bg-surface p-0 text-ink shadow-float backdrop:bg-scrim',
        'rounded-t-sheet sm:inset-0 sm:m-auto sm:h-fit sm:max-w-md sm:rounded-sheet forced-colors:border',
        props.className,
      )}
    >
      <div className={cn(!props.bare && 'p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:p-6')}>
        <div className={cn('mb-4 flex items-start justify-between gap-4', props.hideTitle && 'sr-only')}>
          <div>
            <h2 id={`${id}-title`} className="font-serif text-[1.375rem] leading-tight font-medium">
              {props.title}
            </h2>
            {props.description && (
              <div id={`${id}-description`} className="mt-1.5 text-ink-2">
                {props.description}
              </div>
            )}
          </div>
          {!props.hideTitle && close && (
            <IconButton label="Close" onClick={close} className="-mt-2 -mr-2 shrink-0">
              <X className="size-5" aria-hidden="true" />
            </IconButton>
          )}
        </div>
        {props.children}
      </div>
    </dialog>
  );
}
