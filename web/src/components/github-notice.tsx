import { gitHubMessage } from '@/lib/github-message';

/** Why somebody who went to GitHub is back and not signed in. */
export function GitHubNotice({ search }: { search: URLSearchParams }) {
  const message = gitHubMessage(search);
  return (
    <div role="alert" className="mb-6 empty:mb-0">
      {message && (
        <p className="rounded-control bg-bad-soft px-3 py-2 text-ink forced-colors:border">{message}</p>
      )}
    </div>
  );
}
