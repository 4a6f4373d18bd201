import { PageFrame } from '@/components/page-frame';

export function RoomPage() {
  return (
    <PageFrame title="Interview">
      <p>In work.</p>
    </PageFrame>
  );
}
