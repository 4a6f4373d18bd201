import { LogOut, Settings, Wrench } from 'lucide-react';
import { Link } from 'react-router';
import { Menu, MenuItem, menuItemClass } from '@/components/menu';
import { useUser } from '@/lib/session';
import { useUsername } from './api';
import { useLeave } from './leaving';

export function AccountMenu() {
  const user = useUser();
  const username = useUsername();
  const leave = useLeave();

  return (
    <div className="grid grid-cols-1 gap-2">
      {user.is_guest && (
        <Link
          to="/app/settings/profile#keep"
          className="block rounded-control bg-lamp-soft px-3 py-2.5 text-small text-ink hover:underline"
        >
          <span className="block font-semibold">Guest account</span>
          Kept for 7 days. Keep it for good
        </Link>
      )}
      <Menu
        className="flex min-h-11 w-full items-center gap-3 rounded-control px-2 text-left hover:bg-sunken"
        button={
          <>
            <Initials name={username} />
            <span className="truncate font-medium">{user.is_guest ? 'Guest' : username}</span>
            <span className="sr-only">, account menu</span>
          </>
        }
      >
        <Link to="/app/settings" className={menuItemClass}>
          <Settings className="size-4.5" aria-hidden="true" />
          Settings
        </Link>
        {user.is_admin && (
          <Link to="/admin" className={menuItemClass}>
            <Wrench className="size-4.5" aria-hidden="true" />
            Administration
          </Link>
        )}
        <MenuItem onClick={leave}>
          <LogOut className="size-4.5" aria-hidden="true" />
          Log out
        </MenuItem>
      </Menu>
    </div>
  );
}

function Initials({ name }: { name: string }) {
  const parts = name.split(/[._-]+/).filter(Boolean);
  const letters = ((parts[0]?.[0] ?? '') + (parts[1]?.[0] ?? '')).toUpperCase();
  return (
    <span
      aria-hidden="true"
      data-letters={letters}
      className="grid size-8 shrink-0 place-items-center rounded-full bg-lamp-soft text-small font-semibold text-lamp before:content-[attr(data-letters)]"
    />
  );
}
