import { Link, useNavigate } from 'react-router';
import { linkClass } from '@/components/button';
import { Card } from '@/components/card';
import { DeleteAccount } from '@/features/settings/delete-account';
import { ExportData } from '@/features/settings/export-data';
import { useUser } from '@/lib/session';

/** What can be done with one's own data: each is a card of its own. */
export function DataSettings() {
  const user = useUser();
  const navigate = useNavigate();

  return (
    <>
      <Card title="Your data">
        <p className="mb-5 text-ink-2">
          Your interviews, answers and reports belong to you, and so does what was read from accounts that you
          connected;{' '}
          <Link to="/legal/privacy" className={linkClass}>
            what is stored, and for how long
          </Link>
          , is on the privacy page.
        </p>
        <ExportData />
      </Card>
      <Card title="Delete the account">
        <DeleteAccount
          onDone={({ deletes_at: deletesAt }) =>
            void navigate('/goodbye', {
              replace: true,
              state: { deletesAt, atOnce: user.is_guest, ends: true },
            })
          }
        />
      </Card>
    </>
  );
}
