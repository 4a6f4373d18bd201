import { useNavigate, useSearchParams } from 'react-router';
import { PageFrame } from '@/components/page-frame';
import { SetUpForm } from '@/features/interviews/set-up-form';

export function SetUpPage() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  return (
    <PageFrame title="New interview" lede="It is ready as it stands. Change what you like, then start.">
      <SetUpForm
        topics={search.getAll('topics')}
        onStarted={({ interviewId, pausedId }) =>
          void navigate(`/app/interviews/${interviewId}`, { state: { pausedId } })
        }
      />
    </PageFrame>
  );
}

export { SetUpPage as Component };
