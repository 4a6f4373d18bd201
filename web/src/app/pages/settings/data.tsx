import { Link } from 'react-router';
import { linkClass } from '@/components/button';
import { Card } from '@/components/card';

/** What can be done with one's own data: each is a card of its own, under the sentence. */
export function DataSettings() {
  return (
    <Card title="Your data">
      <p className="text-ink-2">
        Your interviews, answers and reports belong to you, and so does what was read from accounts that you
        connected;{' '}
        <Link to="/legal/privacy" className={linkClass}>
          what is stored, and for how long
        </Link>
        , is on the privacy page.
      </p>
    </Card>
  );
}
