import { Eye, EyeOff } from 'lucide-react';
import { useId, useState, type ComponentProps, type ReactNode } from 'react';
import { cn } from '@/lib/cn';

export const inputClass =
  'w-full rounded-control border border-line-strong bg-surface px-3 text-body text-ink transition-colors ' +
  'placeholder:text-ink-3 hover:border-ink-3 aria-invalid:border-bad min-h-11 sm:min-h-10 disabled:text-ink-3 focus-visible:outline-offset-0';

type Control = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Beside the label, for example a link. */
  aside?: ReactNode;
  children: (control: Control) => ReactNode;
};

/** Label, control, hint and error, tied together for screen readers. */
export function Field({ label, hint, error, aside, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="grid content-start gap-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-small text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-small text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = Omit<FieldProps, 'children'> & ComponentProps<'input'>;

export function TextField({ label, hint, error, aside, className, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => <input {...control} {...input} className={cn(inputClass, className)} />}
    </Field>
  );
}

export function EmailField(props: TextFieldProps) {
  return <TextField type="email" autoComplete="email" autoCapitalize="none" spellCheck={false} {...props} />;
}

/** Paste is allowed, and the password can be shown. */
export function PasswordField({ label, hint, error, aside, className, ...input }: TextFieldProps) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="relative">
          <input
            {...control}
            {...input}
            type={shown ? 'text' : 'password'}
            autoCapitalize="none"
            spellCheck={false}
            className={cn(inputClass, 'pr-12', className)}
          />
          <button
            type="button"
            aria-pressed={shown}
            aria-label="Show password"
            title={shown ? 'Hide password' : 'Show password'}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-control text-ink-3 hover:text-ink"
          >
            <Icon className="size-4.5" aria-hidden="true" />
          </button>
        </div>
      )}
    </Field>
  );
}

type Choice<T extends string> = { value: T; label: string };
type SegmentedProps<T extends string> = {
  legend: string;
  /** Hides the legend from the eye, not from screen readers. */
  hideLegend?: boolean;
  name: string;
  choices: readonly Choice<T>[];
  value: T;
  onChange: (value: T) => void;
};

/** A short choice, all of it visible: radio buttons that look like one control. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const isLong = props.choices.length > 3;
  return (
    <fieldset>
      <legend className={props.hideLegend ? 'sr-only' : 'mb-1.5 font-medium'}>{props.legend}</legend>
      <div
        className={cn(
          'inline-flex max-w-full rounded-control border border-line bg-surface p-0.5',
          // Many choices get a little closer on a phone before they scroll in their one row.
          isLong ? 'overflow-x-auto sm:gap-1' : 'flex-wrap gap-1',
        )}
      >
        {props.choices.map((choice) => (
          <label
            key={choice.value}
            className={cn(
              // As high as the other controls: 40 px with its frame. Relative, so that the hidden radio scrolls along.
              'relative inline-flex min-h-8.5 shrink-0 items-center rounded-inner font-medium text-ink-2 transition-colors pointer-coarse:min-h-11',
              isLong ? 'px-3 max-sm:px-2 max-sm:text-small' : 'px-3',
              'hover:text-ink has-checked:bg-brand-soft has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-focus',
              'forced-colors:has-checked:outline-2',
            )}
          >
            <input
              type="radio"
              className="sr-only"
              name={props.name}
              value={choice.value}
              checked={props.value === choice.value}
              onChange={() => props.onChange(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type SwitchProps = {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
};

/** Takes effect at once; for choices that wait for a Save use a checkbox. */
export function Switch({ label, hint, checked, onChange }: SwitchProps) {
  const id = useId();
  return (
    <label className="flex min-h-11 items-start justify-between gap-6">
      <span>
        <span className="font-medium">{label}</span>
        {hint && (
          <span id={`${id}-hint`} className="block text-small text-ink-3">
            {hint}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className={cn(
          'relative mt-0.5 h-6 w-10 shrink-0 appearance-none rounded-full border border-line-strong bg-sunken transition-colors',
          'before:absolute before:top-[3px] before:left-[3px] before:size-4 before:rounded-full before:bg-line-strong before:transition-transform',
          'checked:border-brand checked:bg-brand checked:before:translate-x-4 checked:before:bg-on-brand forced-colors:appearance-auto',
        )}
      />
    </label>
  );
}
