import { useEffect, useEffectEvent, useRef, useState, type FocusEvent } from 'react';
import { dismissToast, useToasts, type Toast } from '@/lib/toast';
import { Button, IconButton } from './button';

export function Toaster() {
  const toasts = useToasts();
  return (
    <div
      role="status"
      aria-live="polite"
      className="no-print pointer-events-none fixed inset-x-4 bottom-[calc(5rem+env(safe-area-inset-bottom))] z-50 grid justify-items-center gap-2 lg:right-6 lg:bottom-6 lg:left-auto"
    >
      {toasts.map((item) => (
        <ToastCard key={item.id} toast={item} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  const from = useRef<HTMLElement>(null);
  const close = useEffectEvent(() => dismissToast(toast.id));

  // Eight seconds, and never while somebody is on it.
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => close(), toast.undo ? 8000 : 5000);
    return () => clearTimeout(timer);
  }, [held, toast.undo]);

  function hold({ currentTarget, relatedTarget }: FocusEvent) {
    setHeld(true);
    if (!currentTarget.contains(relatedTarget)) from.current = relatedTarget as HTMLElement | null;
  }

  /** The button that was pressed goes away: the focus returns to where it came from. */
  function leave() {
    const to = from.current?.isConnected ? from.current : document.querySelector('h1');
    to?.focus({ preventScroll: true });
    dismissToast(toast.id);
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- it only stops the timer
    <div
      className="enter pointer-events-auto flex w-full max-w-md items-center gap-2 rounded-control bg-ink py-1 pr-1 pl-4 text-paper shadow-float forced-colors:border sm:w-auto"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={({ currentTarget }) => setHeld(currentTarget.contains(document.activeElement))}
      onFocus={hold}
      onBlur={() => setHeld(false)}
    >
      <p className="mr-2 flex-1 py-2">{toast.text}</p>
      {toast.undo && (
        <Button
          size="sm"
          variant="quiet"
          aria-label={`Undo: ${toast.text}`}
          className="!text-paper underline underline-offset-4 hover:!bg-paper/10"
          onClick={() => {
            toast.undo?.();
            leave();
          }}
        >
          Undo
        </Button>
      )}
      <IconButton label="Dismiss" className="!text-paper hover:!bg-paper/10" onClick={leave}>
        <Cross />
      </IconButton>
    </div>
  );
}

/** Drawn here: the icon library would come along with the first load for this one. */
function Cross() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
      className="size-4"
    >
      <path d="M18 6 6 18M6 6l12 12" />
    </svg>
  );
}
