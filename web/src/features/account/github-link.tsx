import { buttonClass } from '@/components/button';
import { expectSession } from '@/lib/session';
import { gitHubPath } from './github';

/** A link and no form: it leaves this site. However it is opened, the page that comes back has to look for a session. */
export function GitHubLink({ next }: { next: string }) {
  return (
    <a
      href={gitHubPath(next)}
      className={buttonClass('secondary')}
      onClick={expectSession}
      onAuxClick={expectSession}
      onContextMenu={expectSession}
    >
      Continue with GitHub
    </a>
  );
}
