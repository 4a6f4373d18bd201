import { Minus, Plus } from 'lucide-react';
import { Field, inputClass } from '@/components/field';
import { IconButton } from '@/components/button';

type StepperProps = {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
};

/** A small whole number: typed, or one up and one down. */
export function Stepper({ label, value, min, max, onChange }: StepperProps) {
  const set = (next: number) => onChange(Math.min(max, Math.max(min, next)));
  return (
    <Field label={label}>
      {(control) => (
        <div className="flex items-center gap-1.5">
          <IconButton
            label="One fewer"
            variant="secondary"
            disabled={value <= min}
            onClick={() => set(value - 1)}
          >
            <Minus className="size-4" aria-hidden="true" />
          </IconButton>
          <input
            {...control}
            type="number"
            inputMode="numeric"
            min={min}
            max={max}
            value={value}
            onChange={(event) => {
              const next = event.target.valueAsNumber;
              if (Number.isInteger(next)) set(next);
            }}
            className={`${inputClass} nums w-16 text-center [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none`}
          />
          <IconButton
            label="One more"
            variant="secondary"
            disabled={value >= max}
            onClick={() => set(value + 1)}
          >
            <Plus className="size-4" aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </Field>
  );
}
