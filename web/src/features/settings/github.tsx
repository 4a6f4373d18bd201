import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { GitHubNotice } from '@/components/github-notice';
import { Skeleton } from '@/components/skeleton';
import { api, unwrap } from '@/lib/api';
import { formatDay } from '@/lib/format';
import { gitHubMessage } from '@/lib/github-message';
import type { components } from '@/lib/schema';
import { toast } from '@/lib/toast';
import { ProofForm } from './proof-form';
import { useAsksCode } from './second-factor-api';

type LinkGitHub = components['schemas']['LinkGitHubRequest'];
import { ownAuditQuery } from './api';

const gitHubQuery = queryOptions({
  queryKey: ['github-link'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/user/me/github', { signal })),
});

/** GitHub as a way into this account: linked or not, and the change of it. */
export function GitHubCard() {
  const link = useQuery(gitHubQuery);
  const [search] = useSearchParams();
  useCameBack();

  return (
    <Card title="GitHub">
      <GitHubNotice search={search} />
      {link.isPending && <Skeleton lines={2} label="Loading the link to GitHub" />}
      {link.isError && (
        <ErrorState
          error={link.error}
          title="The link to GitHub did not load."
          onRetry={() => void link.refetch()}
          retrying={link.isFetching}
        />
      )}
      {link.data &&
        (link.data.linked ? (
          <Linked name={link.data.name ?? ''} since={link.data.linked_at} />
        ) : link.data.configured ? (
          <NotLinked />
        ) : (
          <p className="text-ink-2">Log-in by GitHub is not set up on this server.</p>
        ))}
    </Card>
  );
}

function Linked({ name, since }: { name: string; since: string | null }) {
  const unlink = useUnlink();
  return (
    <div className="grid justify-items-start gap-4">
      <p className="text-ink-2">
        Linked as <strong className="font-medium text-ink">{name}</strong>
        {since && ` since ${formatDay(since)}`}. You can log in with it.
      </p>
      {unlink.isError && <ErrorState error={unlink.error} title="It was not unlinked." />}
      <Button variant="danger" busy={unlink.isPending} busyLabel="Unlinking" onClick={() => unlink.mutate()}>
        Unlink GitHub
      </Button>
    </div>
  );
}

function NotLinked() {
  const asksCode = useAsksCode();
  const begin = useBeginLink();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="grid justify-items-start gap-4">
      <p className="text-ink-2">
        Link your account at GitHub, and you can log in with it. Your password stays as it is.
      </p>
      <Button onClick={() => setOpen(true)}>Link GitHub</Button>
      {isOpen && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          title="Link GitHub"
          description="It opens your account by itself, so show first that it is yours. Then GitHub asks."
        >
          <ProofForm
            asks={asksCode ? ['password', 'code'] : ['password']}
            submitLabel="Continue to GitHub"
            busyLabel="Opening GitHub"
            busy={begin.isPending}
            error={begin.error}
            onSubmit={({ password, code }) =>
              begin.mutate({ current_password: password, code: code === '' ? null : code })
            }
          />
        </Dialog>
      )}
    </div>
  );
}

/** Asks where the person says yes, and goes there. It comes back to the settings with what became of it. */
function useBeginLink() {
  return useMutation({
    mutationFn: async (body: LinkGitHub) => {
      const { url } = await unwrap(api.POST('/api/user/me/github', { body }));
      window.location.assign(url);
    },
  });
}

function useUnlink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/user/me/github')),
    onSuccess: () => {
      client.setQueryData(gitHubQuery.queryKey, (known) =>
        known ? { ...known, linked: false, name: null, linked_at: null } : known,
      );
      void client.invalidateQueries({ queryKey: ownAuditQuery.queryKey });
      toast('GitHub is unlinked');
    },
  });
}

/** Said once: a reload or a way back must not say it again. An error stays until the page is left. */
function useCameBack() {
  const [search, setSearch] = useSearchParams();
  const isLinked = search.get('github') === 'linked' && gitHubMessage(search) === null;
  useEffect(() => {
    if (!isLinked) return;
    toast('GitHub is linked');
    setSearch(
      (now) => {
        now.delete('github');
        return now;
      },
      { replace: true },
    );
  }, [isLinked, setSearch]);
}
