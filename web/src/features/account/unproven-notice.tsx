import { X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/components/button';
import { Notice } from '@/components/notice';
import { focusHeading } from '@/lib/focus-heading';
import { useUser } from '@/lib/session';
import { readTab, writeTab } from '@/lib/storage';
import { isUnproven } from './api';
import { SendProof } from './send-proof';

const key = 'unproven-seen';

/** Quiet, and gone for this visit when it is dismissed. */
export function UnprovenNotice() {
  const user = useUser();
  const [seenBy, setSeenBy] = useState(() => readTab(key));
  if (!isUnproven(user) || seenBy === user.id) return null;

  function dismiss() {
    writeTab(key, user.id);
    setSeenBy(user.id);
    focusHeading();
  }

  return (
    <section aria-label="Your e-mail address" className="mb-5">
      <Notice
        action={
          <span className="flex items-center gap-2 max-sm:w-full max-sm:justify-between">
            <SendProof size="sm" />
            <IconButton label="Dismiss" onClick={dismiss} className="-mr-2">
              <X className="size-4.5" aria-hidden="true" />
            </IconButton>
          </span>
        }
      >
        <p>
          <span className="font-medium">Confirm your address.</span>{' '}
          <span className="text-ink-2">
            A link was sent to <span className="break-all">{user.email}</span>; with it you get back in when
            you forget your password.
          </span>
        </p>
      </Notice>
    </section>
  );
}
