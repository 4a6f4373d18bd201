import { LinkButton } from '@/components/button';
import { Card } from '@/components/card';
import { SendProof } from '@/features/account/send-proof';
import { ChangeEmail } from '@/features/settings/change-email';
import { ChangePassword } from '@/features/settings/change-password';
import { GitHubCard } from '@/features/settings/github';
import { KeepKeys } from '@/features/settings/keep-keys';
import { PasskeysCard } from '@/features/settings/passkeys';
import { RecentActivity } from '@/features/settings/recent-activity';
import { SecondFactorCard } from '@/features/settings/second-factor';
import { useUser } from '@/lib/session';

/** Each way to get in is a card of its own. */
export function SecuritySettings() {
  const user = useUser();
  if (user.is_guest) {
    return (
      <Card title="A guest account has no password">
        <p className="mb-5 text-ink-2">
          Nobody can log in to it again, on this device or another. Keep it with an address and a password,
          and both can be changed here.
        </p>
        <LinkButton to="/app/settings/profile#keep" variant="primary">
          Keep this account
        </LinkButton>
      </Card>
    );
  }
  return (
    <>
      <KeepKeys sendProof={<SendProof size="sm" />} />
      <Card title="Password">
        <ChangePassword />
      </Card>
      <Card title="E-mail address">
        <ChangeEmail />
      </Card>
      <SecondFactorCard />
      <PasskeysCard />
      <GitHubCard />
      <RecentActivity />
    </>
  );
}
