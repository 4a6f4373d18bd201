import { Button, LinkButton } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { asProblem } from '@/lib/problem';

type SendFailedProps = { error: unknown; interviewId: string; onAgain: () => void };

/** Why the answer was not taken, and a way on where sending it again would never help. */
export function SendFailed({ error, interviewId, onAgain }: SendFailedProps) {
  switch (asProblem(error).code) {
    case 'conversation.closed':
      return (
        <div className="grid justify-items-start gap-3">
          <ErrorState
            error={error}
            title="The time for this question is over."
            reassurance="Your words are still in the field, if you want to copy them."
          />
          <Button onClick={onAgain}>Another question</Button>
        </div>
      );
    case 'state.conflict':
      return (
        <div className="grid justify-items-start gap-3">
          <ErrorState
            error={error}
            title="The answer was not taken."
            reassurance="Your words are still in the field."
          />
          <LinkButton to={`/app/interviews/${interviewId}`}>See where it stands</LinkButton>
        </div>
      );
    default:
      return (
        <ErrorState
          error={error}
          title="The answer did not get through."
          reassurance="It is still in the field."
        />
      );
  }
}
