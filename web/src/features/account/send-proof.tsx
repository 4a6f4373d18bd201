import { Button, type ButtonSize, type ButtonVariant } from '@/components/button';
import { announce } from '@/lib/announcer';
import { explainAccountProblem } from '@/lib/explain-problem';
import { focusHeading } from '@/lib/focus-heading';
import { asProblem } from '@/lib/problem';
import { toast } from '@/lib/toast';
import { useSendProof } from './api';

type SendProofProps = { variant?: ButtonVariant; size?: ButtonSize };

/** "Send the link again", and what became of it, said where it was pressed. */
export function SendProof({ variant = 'secondary', size = 'md' }: SendProofProps) {
  const send = useSendProof();
  if (send.isSuccess) return <p>A link is on its way. It works once, for a day.</p>;

  const isProven = send.error !== null && asProblem(send.error).code === 'account.email_verified_already';
  return (
    <div className="grid justify-items-start gap-2">
      <Button
        variant={variant}
        size={size}
        busy={send.isPending}
        busyLabel="Sending"
        onClick={() =>
          send.mutate(undefined, {
            onSuccess: () => {
              announce('The link was sent.');
              focusHeading();
            },
            onError: (error) => {
              if (asProblem(error).code === 'account.email_verified_already')
                toast('Your address is confirmed already');
            },
          })
        }
      >
        Send the link again
      </Button>
      <p role="alert" className="text-small text-bad empty:hidden">
        {send.error && !isProven && explainAccountProblem(send.error)}
      </p>
    </div>
  );
}
