import { PageFrame } from '@/components/page-frame';
import { SandboxConsent } from '@/features/growth/consent';

export function ConnectSandboxPage() {
  return (
    <PageFrame
      title="Connect a sample account"
      width="narrow"
      lede="Nothing leaves this server: the account, its posts and its people are made up. A real platform would ask you here whether Greenroom may read your posts and their counts."
    >
      <SandboxConsent />
    </PageFrame>
  );
}
