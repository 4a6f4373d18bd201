import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { IconButton } from './button';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** sheet: a panel at the right on wide screens. Both rise from the bottom on phones. */
  kind?: 'dialog' | 'sheet';
  /** The title is read but not drawn. */
  hideTitle?: boolean;
  /** Without padding, for content that brings its own. */
  bare?: boolean;
  className?: string;
  children: ReactNode;
};

/**
 * The browser's own dialog: it keeps the focus, gives it back, closes on Esc and makes the rest inert,
 * and it injects no style element that the content security policy would refuse.
 */
export function Dialog(props: DialogProps) {
  const { open, onClose, kind = 'dialog' } = props;
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
      onCancel={(event) => {
        // React decides whether it closes: a form inside may have something to say.
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={cn(
        'enter fixed inset-x-0 top-auto bottom-0 m-0 max-h-[92dvh] w-full max-w-none overflow-auto overscroll-contain border-0 bg-surface p-0 text-ink shadow-float backdrop:bg-scrim',
        'rounded-t-sheet forced-colors:border',
        kind === 'dialog' && 'sm:inset-0 sm:m-auto sm:h-fit sm:max-w-md sm:rounded-sheet',
        kind === 'sheet' &&
          'sm:inset-y-0 sm:right-0 sm:left-auto sm:h-dvh sm:max-h-none sm:max-w-lg sm:rounded-none sm:rounded-l-sheet',
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
          {!props.hideTitle && (
            <IconButton label="Close" onClick={onClose} className="-mt-2 -mr-2 shrink-0">
              <X className="size-5" aria-hidden="true" />
            </IconButton>
          )}
        </div>
        {props.children}
      </div>
    </dialog>
  );
}
