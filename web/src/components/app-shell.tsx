import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { cn } from '@/lib/cn';
import { Logo } from './logo';
import { SkipLink } from './skip-link';

export type NavItem = { to: string; label: string; icon: LucideIcon; end?: boolean };

type AppShellProps = { items: readonly NavItem[]; account: ReactNode; children: ReactNode };

/** Left navigation on wide screens, a bar at the bottom on phones, and the page. */
export function AppShell({ items, account, children }: AppShellProps) {
  return (
    <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SkipLink />
      <aside className="no-print sticky top-0 hidden h-dvh flex-col border-r border-line px-3 py-5 lg:flex">
        <Link to="/app" className="mx-2 mb-6 self-start rounded-inner">
          <Logo />
        </Link>
        <nav aria-label="Main" className="grid gap-1">
          {items.map((item) => (
            <NavLink
              key={item.to}
              to={item.to}
              end={item.end ?? false}
              className={({ isActive }) => sideItem(isActive)}
            >
              <item.icon className="size-4.5" aria-hidden="true" />
              {item.label}
            </NavLink>
          ))}
        </nav>
        <div className="mt-auto">{account}</div>
      </aside>
      <main id="main" className="min-w-0 pb-[calc(4.5rem+env(safe-area-inset-bottom))] lg:pb-0">
        {children}
      </main>
      <nav
        aria-label="Main"
        className="no-print fixed inset-x-0 bottom-0 z-40 grid auto-cols-fr grid-flow-col border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        {items.map((item) => (
          <NavLink
            key={item.to}
            to={item.to}
            end={item.end ?? false}
            className={({ isActive }) => barItem(isActive)}
          >
            <item.icon className="size-5" aria-hidden="true" />
            {item.label}
          </NavLink>
        ))}
      </nav>
    </div>
  );
}

function sideItem(active: boolean): string {
  return cn(
    'flex min-h-10 items-center gap-3 rounded-control px-3 font-medium transition-colors',
    active ? 'bg-brand-soft text-ink forced-colors:outline' : 'text-ink-2 hover:bg-sunken hover:text-ink',
  );
}

// Amber says "you are here" on the bar, a line says it without colour.
function barItem(active: boolean): string {
  return cn(
    'relative grid min-h-16 content-center justify-items-center gap-1 text-small font-medium',
    active
      ? 'text-ink before:absolute before:top-0 before:h-0.5 before:w-10 before:rounded-full before:bg-lamp-glow'
      : 'text-ink-3',
  );
}
