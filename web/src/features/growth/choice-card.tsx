import type { ComponentProps } from 'react';

type ChoiceCardProps = Omit<ComponentProps<'input'>, 'className' | 'name'> & {
  type: 'radio' | 'checkbox';
  name?: string;
  label: string;
  /** Below the label: what it is. */
  sentence: string | null;
};

/** One of several to choose from, as a card that is pressed anywhere. */
export function ChoiceCard({ label, sentence, ...control }: ChoiceCardProps) {
  return (
    <label className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 rounded-card border border-line bg-surface p-4 transition-colors hover:border-line-strong has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <input {...control} className="mt-1 size-4 shrink-0 accent-brand" />
      <span className="font-medium break-words">{label}</span>{' '}
      {sentence !== null && <span className="col-start-2 text-small break-words text-ink-2">{sentence}</span>}
    </label>
  );
}
