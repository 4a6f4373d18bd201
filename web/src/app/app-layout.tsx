import { Outlet } from 'react-router';
import { AppShell } from '@/components/app-shell';
import { AccountMenu } from '@/features/account/account-menu';
import { navItems } from './nav';

export function AppLayout() {
  return (
    <AppShell items={navItems} account={<AccountMenu />}>
      <Outlet />
    </AppShell>
  );
}
