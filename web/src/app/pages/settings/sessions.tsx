import { SessionList } from '@/features/settings/session-list';

export function SessionSettings() {
  return <SessionList />;
}
