import { PageFrame } from '@/components/page-frame';

export function InterviewsPage() {
  return (
    <PageFrame title="Interviews">
      <p>In work.</p>
    </PageFrame>
  );
}
