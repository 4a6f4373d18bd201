import { PageFrame } from '@/components/page-frame';

export function ReportPage() {
  return (
    <PageFrame title="Report">
      <p>In work.</p>
    </PageFrame>
  );
}
