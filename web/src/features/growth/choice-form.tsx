import { useId, useRef, useState, type SubmitEvent } from 'react';
import { Button, TextButton } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { cn } from '@/lib/cn';
import type { ChoiceItem } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { asProblem } from '@/lib/problem';
import { ChoiceCard } from './choice-card';

/** Why the last try did not connect, and how many accounts it was about. */
type Refusal = { error: unknown; asked: number };

type ChoiceFormProps = {
  items: readonly ChoiceItem[];
  busy: boolean;
  refusal: Refusal | null;
  onConnect: (accountIds: string[]) => void;
  onDone: () => void;
};

/** All of them are ticked at first: who allowed them a moment ago wants most of them. */
export function ChoiceForm({ items, busy, refusal, onConnect, onDone }: ChoiceFormProps) {
  const [left, setLeft] = useState<readonly string[]>([]);
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const hint = useId();
  const chosen = items.map((item) => item.id).filter((id) => !left.includes(id));
  const isBare = isTried && chosen.length === 0;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (chosen.length > 0) onConnect(chosen);
    else form.current?.querySelector('input')?.focus();
  }

  return (
    <form ref={form} onSubmit={submit} className="grid grid-cols-1 gap-5">
      <fieldset aria-describedby={hint}>
        <legend className="text-ink-2 sm:float-left">
          Your login opens {countOf(items.length, 'account')}.
        </legend>
        {items.length > 2 && (
          <TextButton
            className="min-h-11 sm:float-right sm:min-h-0"
            onClick={() => setLeft(chosen.length > 0 ? items.map((item) => item.id) : [])}
          >
            {chosen.length > 0 ? 'Choose none' : 'Choose all'}
          </TextButton>
        )}
        <div className="clear-both grid grid-cols-1 gap-2.5 pt-2.5 sm:grid-cols-2">
          {items.map((item) => (
            <ChoiceCard
              key={item.id}
              type="checkbox"
              label={`@${item.username}`}
              sentence={item.name}
              checked={!left.includes(item.id)}
              aria-invalid={isBare || undefined}
              aria-describedby={isBare ? hint : undefined}
              onChange={({ target }) =>
                setLeft((now) => (target.checked ? now.filter((id) => id !== item.id) : [...now, item.id]))
              }
            />
          ))}
        </div>
        <p id={hint} className={cn('mt-2.5 text-small', isBare ? 'text-bad' : 'text-ink-3')}>
          {isBare ? 'Choose at least one account.' : 'Another one can be added later by connecting again.'}
        </p>
      </fieldset>
      {refusal && <Refused {...refusal} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={busy} busyLabel="Connecting">
          Connect {countOf(chosen.length, 'account')}
        </Button>
        {/* What is being connected is not called off by leaving. */}
        <Button variant="quiet" busy={busy} onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  );
}

/** All of them or none; only when no clear answer came it is not known which. */
function Refused({ error, asked }: Refusal) {
  const { code, status } = asProblem(error);
  if (code === 'growth.account_taken') {
    const title =
      asked > 1 ? 'One of them is taken, so none was connected.' : 'It is taken, so it was not connected.';
    return <ErrorState error={error} title={title} reassurance="Or choose without it." />;
  }
  return status >= 400 && status < 500 ? (
    <ErrorState error={error} title="Nothing was connected." />
  ) : (
    <ErrorState
      error={error}
      title="It is not known whether they are connected."
      reassurance="You can send it again: nothing is connected twice."
    />
  );
}
