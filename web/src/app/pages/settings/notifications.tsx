import { Card } from '@/components/card';
import { MailsSent } from '@/features/settings/mails-sent';

export function NotificationSettings() {
  return (
    <Card title="Mails about your account">
      <MailsSent />
    </Card>
  );
}
