import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { linkClass, TextButton } from '@/components/button';
import { Notice } from '@/components/notice';

export const replaced =
  'Somebody logged in to your account in another place, and this server allows one session at a time.';

/** For whoever comes back to find their session gone. Where forms are at stake the login lies on top instead. */
export function Replaced() {
  const [isSeen, setSeen] = useState(false);
  const { pathname } = useLocation();
  if (isSeen) return null;
  return (
    <div className="mx-auto max-w-6xl px-4 pt-2 sm:px-8">
      <Notice
        tone="lamp"
        live
        action={
          <span className="flex flex-wrap gap-x-5">
            {pathname !== '/login' && (
              <Link to="/login" className={`${linkClass} inline-flex min-h-11 items-center font-medium`}>
                Log in
              </Link>
            )}
            <TextButton className="min-h-11" onClick={() => setSeen(true)}>
              Dismiss
            </TextButton>
          </span>
        }
      >
        {replaced} If it was not you,{' '}
        <Link to="/reset" className={linkClass}>
          set a new password
        </Link>
        .
      </Notice>
    </div>
  );
}
