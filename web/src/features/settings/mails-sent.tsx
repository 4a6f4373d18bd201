import { useUser } from '@/lib/session';

const mails: readonly { what: string; why: string }[] = [
  {
    what: 'Your password has changed',
    why: 'To your address, whenever a new one is set, by you or by a link.',
  },
  {
    what: 'A session was ended for your safety',
    why: 'When its key was used a second time, as it happens when somebody has copied it.',
  },
  {
    what: 'Your address has changed',
    why: 'To the old address, so that nobody moves your account away unseen.',
  },
  {
    what: 'The second factor is on, or off',
    why: 'Whenever your authenticator app is asked for from now on, or is not any more.',
  },
  {
    what: 'You have new recovery codes, or one was used',
    why: 'When ten new ones replace those before, and each time one stands in for the app, with how many are left.',
  },
  {
    what: 'A passkey was added, or removed',
    why: 'Because it opens your account without the password.',
  },
  {
    what: 'Your account will be deleted',
    why: 'When its deletion was asked for, with the day, and how to undo it.',
  },
  {
    what: 'Your account is linked to GitHub, or no longer',
    why: 'With the name of the account there.',
  },
];

/** Those that nobody can turn off: they are how one learns that somebody else got in. */
export function MailsSent() {
  const user = useUser();
  return (
    <>
      <p className="text-ink-2">
        {user.email === null ? (
          'A guest account has no address, so it gets no mail. Once it is kept, these are always sent:'
        ) : (
          <>
            They go to <span className="break-all">{user.email}</span> and cannot be turned off, because they
            are how you learn that somebody else got in.
          </>
        )}
      </p>
      <dl className="mt-4 divide-y divide-line">
        {mails.map(({ what, why }) => (
          <div key={what} className="py-3">
            <dt className="font-medium">{what}</dt>
            <dd className="text-ink-2">{why}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-ink-2">
        Links that you ask for come by mail as well, and a note when somebody wants to register with your
        address, or to move their account to it. Administrators with a confirmed address are told when a
        backup has failed. Nothing else is sent: no news, no reminders.
      </p>
    </>
  );
}
