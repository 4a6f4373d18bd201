import { PageFrame } from '@/components/page-frame';

export function SetUpPage() {
  return (
    <PageFrame title="New interview">
      <p>In work.</p>
    </PageFrame>
  );
}
