import { useNavigate } from 'react-router';
import { Button, LinkButton } from '@/components/button';
import { useOpenStage } from '@/features/landing/api';
import { Demo } from '@/features/landing/demo';
import { WorkedExample } from '@/features/landing/worked-example';
import { useSession } from '@/lib/session';

const topics =
  'API design, Databases, Caching, Concurrency, Messaging, Distributed systems, Reliability, Security, Observability, Networking, Runtime, Architecture, Delivery, System design'.split(
    ', ',
  );

const reasons = [
  [
    'It asks about what you left out',
    'The follow-up is picked by code from the heaviest idea your answer missed. No model decides where the talk goes.',
  ],
  [
    'Every mark quotes you',
    'A point counts only with the words that earned it. When grading fails the page says so; it never makes up a number.',
  ],
  [
    'It stays with you',
    'One program, one data file, your own server. The built-in interviewer needs no key and sends your answers nowhere.',
  ],
] as const;

export function LandingPage() {
  const { user } = useSession();
  const open = useOpenStage();
  const navigate = useNavigate();
  // The guest of the play on this page is no reason to change the page under their hands.
  const returning = user !== null && open.isIdle;

  return (
    <>
      <title>Greenroom: rehearse the backend interview</title>
      <div className="mx-auto grid w-full max-w-6xl items-center gap-x-14 gap-y-10 px-4 pt-6 pb-16 sm:px-8 lg:grid-cols-[1fr_1.1fr] lg:pt-14 lg:pb-24">
        <div className="grid justify-items-start gap-6">
          <h1 tabIndex={-1} className="font-serif text-display font-medium tracking-[-0.02em] text-balance">
            Rehearse the interview before it counts.
          </h1>
          <p className="measure text-[1.0625rem] leading-relaxed text-ink-2">
            Greenroom asks you backend questions, follows up on the idea you left out, and marks each answer
            against your own words.
          </p>
          {returning ? (
            <LinkButton to="/app" variant="primary">
              Go on where you left
            </LinkButton>
          ) : (
            open.isIdle && (
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <Button variant="primary" onClick={() => open.mutate(null)}>
                  Start a 5-minute interview
                </Button>
                <span className="text-small text-ink-3">No sign-up, no key, no e-mail.</span>
              </div>
            )
          )}
        </div>
        <Demo open={open} onReport={(id) => void navigate(`/app/interviews/${id}/report`)} />
      </div>

      <Band title="A mark you can check" className="bg-surface">
        <WorkedExample />
      </Band>

      <Band title="What is different here">
        <dl className="grid gap-x-12 gap-y-8 sm:grid-cols-3">
          {reasons.map(([title, text]) => (
            <div key={title}>
              <dt className="font-serif text-[1.25rem] leading-snug">{title}</dt>
              <dd className="mt-2 text-ink-2">{text}</dd>
            </div>
          ))}
        </dl>
      </Band>

      <Band title="What you can be asked" className="bg-surface">
        <ul className="flex flex-wrap gap-x-5 gap-y-2 font-serif text-[1.25rem] leading-snug">
          {topics.map((topic) => (
            <li
              key={topic}
              className="after:ml-5 after:text-line-strong after:content-['/'] last:after:content-none"
            >
              {topic}
            </li>
          ))}
        </ul>
      </Band>

      <Band title="What it costs">
        <p className="measure font-serif text-question">
          Nothing. It is open source: clone it, type <code className="font-mono text-[0.85em]">./run</code>,
          and it serves you and your team.
        </p>
      </Band>
    </>
  );
}

function Band({
  title,
  className = '',
  children,
}: {
  title: string;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <section className={`border-t border-line ${className}`}>
      <div className="mx-auto w-full max-w-6xl px-4 py-14 sm:px-8 lg:py-20">
        <h2 className="mb-8 text-h2 font-semibold text-ink-3">{title}</h2>
        {children}
      </div>
    </section>
  );
}
