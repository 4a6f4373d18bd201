import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { useSession } from '@/lib/session';
import type { useOpenStage } from './api';
import { Mirror } from './mirror';

// The question and its marks are fetched while somebody reads the first sentence.
const importStage = () => import('./stage');
const Stage = lazy(async () => ({ default: (await importStage()).Stage }));

const topics = [
  ['caching', 'Caching'],
  ['databases', 'Databases'],
  ['concurrency', 'Concurrency'],
  ['messaging', 'Messaging'],
  ['reliability', 'Reliability'],
  ['security', 'Security'],
] as const;

type DemoProps = { open: ReturnType<typeof useOpenStage>; onReport: (interviewId: string) => void };

/** One real question, played as a guest, on the first page. */
export function Demo({ open, onReport }: DemoProps) {
  const [lit, setLit] = useState(2);
  const { user } = useSession();

  if (open.data) {
    return (
      <Mirror lit={lit}>
        <Suspense fallback={<Skeleton label="Opening the room" lines={4} />}>
          <Stage
            key={open.data.interviewId}
            stage={open.data}
            onProgress={setLit}
            onReport={onReport}
            onAgain={() => open.reset()}
          />
        </Suspense>
      </Mirror>
    );
  }

  return (
    <Mirror lit={open.isPending ? 2 : 1}>
      <div
        className="flex min-h-72 flex-col gap-5"
        onPointerEnter={() => void importStage()}
        aria-busy={open.isPending}
      >
        {open.isPending ? (
          <>
            <p className="text-small text-ink-3">Finding a question</p>
            <Skeleton label="Finding a question" lines={3} className="pt-1" />
          </>
        ) : (
          <>
            <div>
              <p className="text-small text-ink-3">One question and what it leads to, about five minutes</p>
              <h2 className="mt-2 font-serif text-question text-balance">What shall we ask you about?</h2>
            </div>
            <div className="flex flex-wrap gap-2">
              {topics.map(([slug, title]) => (
                <Button key={slug} onClick={() => open.mutate(slug)}>
                  {title}
                </Button>
              ))}
            </div>
            {open.error ? (
              <div className="border-t border-line pt-5">
                <ErrorState error={open.error} title="The stage did not open." />
                <p className="mt-3 text-ink-2">
                  You can also run Greenroom on your own machine: clone the repository and type{' '}
                  <code className="font-mono text-mono">./run</code>. It needs no key.
                </p>
              </div>
            ) : (
              <p className="mt-auto text-small text-ink-3">
                {user === null || user.is_guest
                  ? 'You play as a guest, without e-mail or password. After seven days everything is deleted unless you keep it.'
                  : 'It is kept among your interviews. If another one is running it is paused meanwhile, and nothing of it is lost.'}
              </p>
            )}
          </>
        )}
      </div>
    </Mirror>
  );
}
