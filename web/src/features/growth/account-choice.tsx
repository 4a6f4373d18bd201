import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { asProblem } from '@/lib/problem';
import { choiceQuery, useChoose, useConnect } from './api';
import { ChoiceForm } from './choice-form';

type AccountChoiceProps = {
  id: string;
  /** Chosen, or left for another day. */
  onDone: () => void;
};

/** A login opened several accounts: which of them are to be connected. */
export function AccountChoice({ id, onDone }: AccountChoiceProps) {
  const query = useQuery(choiceQuery(id));
  const choose = useChoose(id);
  const heading = useRef<HTMLHeadingElement>(null);
  const over = isOver(query.error) || isOver(choose.error);

  // Whoever comes back from the platform begins here; and when the choice is over its button is gone.
  useEffect(() => heading.current?.focus(), [over]);

  return (
    <Card className="mb-5">
      <h2 ref={heading} tabIndex={-1} className="mb-3 text-h2 font-semibold outline-none">
        {over ? 'This choice is over' : 'Which accounts do you want to connect?'}
      </h2>
      {over ? (
        <Over onDone={onDone} />
      ) : query.data ? (
        <ChoiceForm
          items={query.data.items}
          busy={choose.isPending}
          refusal={choose.error && { error: choose.error, asked: choose.variables.length }}
          onConnect={(accountIds) => choose.mutate(accountIds, { onSuccess: onDone })}
          onDone={onDone}
        />
      ) : query.isPending ? (
        <Skeleton label="Loading the accounts of your login" lines={4} />
      ) : (
        <div className="grid justify-items-start gap-4">
          <ErrorState
            error={query.error}
            title="The accounts of your login did not load."
            reassurance="They can be chosen for ten minutes."
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
          <Button variant="quiet" onClick={onDone}>
            Not now
          </Button>
        </div>
      )}
    </Card>
  );
}

/** Also an address that is no id at all: it is refused before anybody looks for a choice. */
function isOver(error: unknown): boolean {
  if (error === null) return false;
  const { code, status } = asProblem(error);
  return code === 'growth.no_choice' || status === 404;
}

/** Only a login through Facebook opens several accounts, so that is the one to repeat. */
function Over({ onDone }: { onDone: () => void }) {
  const connect = useConnect();
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="measure text-ink-2">
        It was made already, or ten minutes have passed. Connect again to choose anew.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button
          variant="primary"
          busy={connect.isPending}
          busyLabel="Opening"
          onClick={() => connect.mutate({ flavour: 'facebook' })}
        >
          Connect again
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Not now
        </Button>
      </div>
      {connect.isError && <ErrorState error={connect.error} title="The connection did not begin." />}
    </div>
  );
}
