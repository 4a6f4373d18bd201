import type { ReactNode } from 'react';
import { WorkedExample } from '@/features/landing/worked-example';

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

/** What the start page says below its first screen. */
export function LandingStory() {
  return (
    <>
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
  children: ReactNode;
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
