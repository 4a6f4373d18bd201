import { useQuery } from '@tanstack/react-query';
import { Card } from '@/components/card';
import { Skeleton } from '@/components/skeleton';
import { interviewerQuery } from '@/lib/queries';

/** Who asks and marks on this server, and where the answers go. A footnote: when it does not load, nothing is missed. */
export function Interviewer() {
  const { data, isError } = useQuery(interviewerQuery);
  if (isError) return null;
  return (
    <Card tone="sunken" title="Who interviews you here">
      {data ? (
        <p className="text-ink-2">
          {words(data.interviewer === 'built_in', data.model, data.questions, data.topics)}
        </p>
      ) : (
        <Skeleton label="Asking who interviews here" lines={2} />
      )}
    </Card>
  );
}

function words(isBuiltIn: boolean, model: string | null, questions: number, topics: number): string {
  const who = isBuiltIn ? 'The built-in interviewer' : `The model ${model ?? 'of this server'}`;
  const where = isBuiltIn
    ? 'Your answers stay on this server.'
    : 'Your answers are sent to that model to be marked.';
  return `${who}, with ${questions} questions in ${topics} topics. ${where}`;
}
