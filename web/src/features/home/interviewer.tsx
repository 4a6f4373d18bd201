import { queryOptions, useQuery } from '@tanstack/react-query';
import { Card } from '@/components/card';
import { api, unwrap } from '@/lib/api';

const interviewerQuery = queryOptions({
  queryKey: ['interviewer'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/interviewer', { signal })),
  // It changes when somebody restarts the server with another configuration.
  staleTime: Infinity,
});

/** Who asks and marks on this server, and where the answers go. A footnote: when it does not load, nothing is missed. */
export function Interviewer() {
  const { data } = useQuery(interviewerQuery);
  if (!data) return null;
  const builtIn = data.interviewer === 'built_in';
  return (
    <Card tone="sunken" title="Who interviews you here">
      <p className="text-ink-2">
        {builtIn ? 'The built-in interviewer' : `The model ${data.model ?? 'of this server'}`}, with{' '}
        {data.questions} questions in {data.topics} topics.{' '}
        {builtIn ? 'Your answers stay on this server.' : 'Your answers are sent to that model to be marked.'}
      </p>
    </Card>
  );
}
