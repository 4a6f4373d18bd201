import { useEffect, useRef } from 'react';
import { NavLink, type To } from 'react-router';
import { cn } from '@/lib/cn';

export type TabLink = { to: To; label: string; end?: boolean };

/** The pages of one place, as links. On a phone they scroll in their one row, and the open one is in sight. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>('[aria-current]');
    // Not scrollIntoView: that would move the page as well.
    if (row.current && open)
      row.current.scrollLeft = open.offsetLeft - row.current.clientWidth / 2 + open.clientWidth / 2;
  });

  return (
    <nav
      ref={row}
      aria-label={label}
      className="relative -mt-3 mb-5 overflow-x-auto border-b border-line sm:mt-0 sm:mb-6"
    >
      <ul className="flex sm:gap-2">
        {tabs.map((tab) => (
          <li key={tab.label} className="shrink-0">
            <NavLink to={tab.to} end={tab.end ?? false} className={({ isActive }) => tabClass(isActive)}>
              {tab.label}
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
