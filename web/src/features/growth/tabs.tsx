import { NavLink } from 'react-router';
import { cn } from '@/lib/cn';
import { useTo } from './use-view';

const tabs = [
  { path: '', label: 'Overview' },
  { path: '/posts', label: 'Posts' },
  { path: '/insights', label: 'Insights' },
  { path: '/accounts', label: 'Accounts' },
] as const;

/** The pages of Growth, as links: the account and the period go along. */
export function Tabs() {
  const to = useTo();
  return (
    <nav aria-label="Growth" className="-mt-3 mb-5 overflow-x-auto border-b border-line sm:mt-0 sm:mb-6">
      <ul className="flex sm:gap-2">
        {tabs.map(({ path, label }) => (
          <li key={path} className="shrink-0">
            <NavLink to={to(path)} end={path === ''} className={({ isActive }) => tabClass(isActive)}>
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

// The line says where one is without colour too.
function tabClass(active: boolean): string {
  return cn(
    'inline-flex min-h-11 items-center border-b-2 px-2.5 font-medium -outline-offset-2 transition-colors sm:px-3',
    active ? 'border-brand text-ink' : 'border-transparent text-ink-2 hover:text-ink',
  );
}
