import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
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
  // What stands in the field while somebody types: on the way from 3 to 12 it is empty, and it may be 120 first.
  const [typed, setTyped] = useState<string | null>(null);
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
            value={typed ?? value}
            onChange={(event) => {
              setTyped(event.target.value);
              const next = event.target.valueAsNumber;
              // Out of range it counts as the nearest one; the field itself says so when it is left.
              if (Number.isInteger(next)) set(next);
            }}
            onBlur={() => setTyped(null)}
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
