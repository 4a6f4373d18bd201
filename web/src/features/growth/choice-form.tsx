import { useId, useRef, useState, type SubmitEvent } from 'react';
import { Button, TextButton } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { cn } from '@/lib/cn';
import type { ChoiceItem } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { asProblem } from '@/lib/problem';

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
        <legend className="text-ink-2">Your login opens {countOf(items.length, 'account')}.</legend>
        {items.length > 2 && (
          <TextButton
            className="min-h-11 sm:min-h-8"
            onClick={() => setLeft(chosen.length > 0 ? items.map((item) => item.id) : [])}
          >
            {chosen.length > 0 ? 'Choose none' : 'Choose all'}
          </TextButton>
        )}
        <div className="mt-2.5 grid grid-cols-1 gap-2.5 sm:grid-cols-2">
          {items.map((item) => (
            <Choice
              key={item.id}
              item={item}
              isChosen={!left.includes(item.id)}
              problem={isBare ? hint : undefined}
              onChange={(isChosen) =>
                setLeft((now) => (isChosen ? now.filter((id) => id !== item.id) : [...now, item.id]))
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
        <Button variant="quiet" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  );
}

type ChoiceProps = {
  item: ChoiceItem;
  isChosen: boolean;
  /** The id of the sentence that says what is wrong. */
  problem: string | undefined;
  onChange: (isChosen: boolean) => void;
};

function Choice({ item, isChosen, problem, onChange }: ChoiceProps) {
  return (
    <label
      className={cn(
        'grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-card border border-line bg-surface p-4 transition-colors hover:border-line-strong',
        'has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
      )}
    >
      <input
        type="checkbox"
        checked={isChosen}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-1 size-4 shrink-0 accent-brand"
      />
      <span className="font-medium break-words">@{item.username}</span>{' '}
      {item.name !== null && (
        <span className="col-start-2 text-small break-words text-ink-2">{item.name}</span>
      )}
    </label>
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
