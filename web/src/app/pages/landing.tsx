import { lazy, Suspense } from 'react';
import { useNavigate } from 'react-router';
import { Button, LinkButton } from '@/components/button';
import { useOpenStage } from '@/features/landing/api';
import { Demo } from '@/features/landing/demo';
import { useSession } from '@/lib/session';

// Below the first screen, so it may arrive after it.
const Story = lazy(async () => ({ default: (await import('./landing-story')).LandingStory }));

export function LandingPage() {
  const { user, status } = useSession();
  const open = useOpenStage();
  const navigate = useNavigate();
  // While somebody plays, the stage has the only green button.
  const isPlaying = open.isPending || open.isSuccess;

  return (
    <>
      <title>Greenroom: rehearse the backend interview</title>
      <div className="mx-auto grid w-full max-w-6xl items-start gap-x-12 gap-y-10 px-4 pt-6 pb-16 sm:px-8 lg:grid-cols-[minmax(0,0.8fr)_minmax(0,1.2fr)] lg:pt-14 lg:pb-24">
        {/* Beside a long question and its marks the headline stays in sight. */}
        <div className="grid justify-items-start gap-6 lg:sticky lg:top-10">
          <h1 tabIndex={-1} className="font-serif text-display font-medium tracking-[-0.02em] text-balance">
            Rehearse the interview before it counts.
          </h1>
          <p className="measure text-[1.0625rem] leading-relaxed text-ink-2">
            Greenroom asks you backend questions, follows up on the idea you left out, and marks each answer
            against your own words.
          </p>
          {/* Keeps its place while it is not known whether somebody is signed in. */}
          <div className={status === 'unknown' ? 'invisible' : undefined}>
            {isPlaying ? null : user ? (
              <LinkButton to="/app" variant="primary">
                Go on where you left off
              </LinkButton>
            ) : (
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <Button variant="primary" onClick={() => open.mutate(null)}>
                  Start a 5-minute interview
                </Button>
                <span className="text-small text-ink-3">No sign-up, no key, no e-mail.</span>
              </div>
            )}
          </div>
        </div>
        <Demo open={open} onReport={(id) => void navigate(`/app/interviews/${id}/report`)} />
      </div>

      <Suspense fallback={<div className="min-h-[200vh]" />}>
        <Story
          onStart={() => {
            scrollTo({ top: 0 });
            if (!isPlaying) open.mutate(null);
          }}
        />
      </Suspense>
    </>
  );
}

export { LandingPage as Component };
