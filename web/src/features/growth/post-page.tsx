import { useQuery } from '@tanstack/react-query';
import { AccountName } from '@/components/account-name';
import { LinkButton } from '@/components/button';
import { Card } from '@/components/card';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { OutOfDate } from '@/components/out-of-date';
import { PageFrame } from '@/components/page-frame';
import { Skeleton } from '@/components/skeleton';
import { postQuery } from '@/lib/growth-api';
import type { PostHistory } from '@/lib/growth-types';
import { notReadWords } from '@/lib/growth-words';
import { asProblem } from '@/lib/problem';
import { PostCourse } from './post-course';
import { PostFacts } from './post-facts';
import { ReconnectNotice } from './reconnect-notice';
import { sameAgeWords } from './same-age-words';
import { Standing } from './standing';
import { Tabs } from './tabs';
import { useTo } from './use-view';

/** One post beside the usual post at the same age. */
export function PostPage({ id }: { id: string }) {
  const query = useQuery(postQuery(id));
  const account = query.data?.account;
  return (
    <PageFrame
      title="Post"
      lede={account ? <AccountName account={account} /> : 'One post, beside the usual one.'}
    >
      <Tabs />
      <OutOfDate query={query} isPage className="mb-5" />
      {query.isPending && <FirstLoad />}
      {query.isError && !query.data && (
        <NotThere error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      )}
      {query.data && <Loaded history={query.data} />}
    </PageFrame>
  );
}

function Loaded({ history }: { history: PostHistory }) {
  return (
    <>
      <ReconnectNotice account={history.account} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
        <PostFacts post={history.post} account={history.account} />
        <div className="grid grid-cols-1 gap-5">
          <Comparison history={history} />
          <PostCourse history={history} />
        </div>
      </div>
    </>
  );
}

function Comparison({ history: { account, comparison, post } }: { history: PostHistory }) {
  return (
    <Card title="At the same age" aside={comparison && <Standing comparison={comparison} />}>
      {comparison ? (
        <p className="nums font-serif text-[1.25rem] leading-snug">{sameAgeWords(comparison)}</p>
      ) : (
        <p className="text-ink-2">
          {post.engagement === null
            ? 'It hides its likes, so its engagement is not known and there is nothing to compare.'
            : account.last_synced_at === null
              ? `There is nothing to compare it with yet. ${notReadWords(account)}`
              : 'There are too few posts before it to compare with: it takes five that show their likes.'}
        </p>
      )}
      <details className="mt-3">
        <summary className="py-1 text-ink-2 hover:text-ink pointer-coarse:py-3">What the words mean</summary>
        <dl className="mt-2 grid gap-2">
          {definitions.map(([word, meaning]) => (
            <div key={word}>
              <dt className="font-medium">{word}</dt>
              <dd className="text-ink-2">{meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Card>
  );
}

const definitions = [
  ['Engagement', 'Likes and comments, with saves and shares where the platform gives them.'],
  [
    'Usual post',
    'The median of the up to 20 posts before this one (at least 5). The range is where four of five of them lie.',
  ],
  [
    'At the same age',
    'A post collects most in its first hours, so a young one is set beside what the usual post has at that age. The age is that of the counts, not of this moment.',
  ],
  ['Still counting', 'Younger than 24 hours: what it has now says little yet.'],
] as const;

type NotThereProps = { error: unknown; onRetry: () => void; retrying: boolean };

function NotThere({ error, onRetry, retrying }: NotThereProps) {
  const to = useTo();
  const { code, status } = asProblem(error);
  // An address that is no id at all is refused before anybody looks for a post.
  if (code === 'growth.no_post' || status === 404) {
    return (
      <EmptyState
        title="There is no such post"
        action={
          <LinkButton to={to('/posts')} variant="primary">
            All posts
          </LinkButton>
        }
      >
        <p>It may belong to an account that was disconnected, or the address is not complete.</p>
      </EmptyState>
    );
  }
  return (
    <Card>
      <ErrorState
        error={error}
        title="The post did not load."
        reassurance="It is safe on the server."
        onRetry={onRetry}
        retrying={retrying}
      />
    </Card>
  );
}

function FirstLoad() {
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
      <Card>
        <Skeleton label="Loading the post" lines={9} />
      </Card>
      <div className="grid grid-cols-1 gap-5">
        <Card>
          <Skeleton label="Loading the comparison" lines={3} />
        </Card>
        <Card>
          <Skeleton label="Loading its course" lines={10} />
        </Card>
      </div>
    </div>
  );
}
