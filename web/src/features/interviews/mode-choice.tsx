import { cn } from '@/lib/cn';
import type { CreateInterview } from './api';
import { modeWord } from '@/lib/interview-words';

type Mode = NonNullable<CreateInterview['mode']>;

const sentences: Record<Mode, string> = {
  practice: 'Hints when you ask for them, and each answer is marked at once.',
  simulation: 'No hints and no marks before the end, as in the real thing.',
};

export function ModeChoice({ value, onChange }: { value: Mode; onChange: (mode: Mode) => void }) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Mode</legend>
      <div className="grid gap-2.5 sm:grid-cols-2">
        {(['practice', 'simulation'] as const).map((mode) => (
          <label
            key={mode}
            className={cn(
              'grid grid-cols-[auto_1fr] gap-x-3 rounded-card border border-line bg-surface p-4 transition-colors hover:border-line-strong',
              'has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
            )}
          >
            <input
              type="radio"
              name="mode"
              value={mode}
              checked={value === mode}
              onChange={() => onChange(mode)}
              className="mt-1 size-4 shrink-0 accent-brand"
            />
            <span className="font-medium">{modeWord[mode]}</span>
            <span className="col-start-2 text-small text-ink-2">{sentences[mode]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
