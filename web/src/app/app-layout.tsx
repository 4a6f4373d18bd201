import type { ReactNode } from 'react';
import { Outlet } from 'react-router';
import { AppShell } from '@/components/app-shell';
import { AccountMenu } from '@/features/account/account-menu';
import { navItems } from './nav';

export function AppLayout() {
  return (
    <AppFrame>
      <Outlet />
    </AppFrame>
  );
}

export function AppFrame({ children }: { children: ReactNode }) {
  return (
    <AppShell items={navItems} account={<AccountMenu />}>
      {children}
    </AppShell>
  );
}

export { AppLayout as Component };
