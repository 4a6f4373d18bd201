import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'react-router';
import { cn } from '@/lib/cn';
import { ariaKeys } from '@/lib/shortcuts';
import { Kbd } from './kbd';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'sm';

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-brand text-on-brand hover:bg-brand-hover disabled:bg-line disabled:text-ink-3',
  secondary: 'border-line bg-surface text-ink hover:border-line-strong disabled:text-ink-3',
  quiet: 'border-transparent text-ink-2 hover:bg-sunken hover:text-ink disabled:text-ink-3',
  danger: 'border-line bg-surface text-bad hover:border-bad disabled:text-ink-3',
};

// 44 px for fingers, a little less where there is a mouse.
const sizes: Record<ButtonSize, string> = {
  md: 'min-h-11 px-4 sm:min-h-10',
  sm: 'min-h-11 px-3 text-small sm:min-h-9',
};

/** For anything that should look like a button. One primary per view. */
export function buttonClass(
  variant: ButtonVariant = 'secondary',
  size: ButtonSize = 'md',
  className?: string,
) {
  return cn(
    'inline-flex items-center justify-center gap-2 rounded-control border text-body font-medium transition-colors select-none',
    'forced-colors:border-[ButtonText]',
    sizes[size],
    variants[variant],
    className,
  );
}

type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows the words of work under way and refuses a second press, without losing the focus. */
  busy?: boolean;
  busyLabel?: string;
  /** Printed on the button and told to screen readers. The page itself must listen (useShortcut or onKeyDown). */
  shortcut?: string;
  icon?: ReactNode;
};

export function Button({
  variant = 'secondary',
  size = 'md',
  busy = false,
  busyLabel,
  shortcut,
  icon,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      aria-keyshortcuts={shortcut ? ariaKeys(shortcut) : undefined}
      className={buttonClass(variant, size, cn(busy && 'cursor-progress opacity-80', className))}
      // The field that loses the focus would show its mistake, move the button away and swallow the click.
      onMouseDown={type === 'submit' ? (event) => event.preventDefault() : undefined}
      onClick={(event) => {
        // A submit button must not send twice either.
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      {...rest}
    >
      {icon}
      {busy && busyLabel ? busyLabel : children}
      {/* Keys that do nothing now are not printed. */}
      {shortcut && !busy && (
        <Kbd keys={shortcut} onBrand={variant === 'primary'} className="pointer-coarse:hidden" />
      )}
    </button>
  );
}

type LinkButtonProps = ComponentProps<typeof Link> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
};

export function LinkButton({ variant, size, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link className={buttonClass(variant, size, className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'icon'> & { label: string; children: ReactNode };

/** A square button with an icon only; the label is its name and its tooltip. */
export function IconButton({ label, className, children, variant = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Button
      variant={variant}
      aria-label={label}
      title={label}
      className={cn('min-w-11 !px-0 sm:min-w-10', className)}
      {...rest}
    >
      {children}
    </Button>
  );
}

/** Looks like a link, works like a button: for small actions inside text. */
export function TextButton({ className, type = 'button', ...rest }: ComponentProps<'button'>) {
  return <button type={type} className={cn(linkClass, 'font-medium', className)} {...rest} />;
}

export const linkClass =
  'text-brand underline decoration-transparent underline-offset-4 hover:decoration-current';
