import { Fragment, type ReactNode } from 'react';
import { Button } from '@/components/button';
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

const gets = [
  [
    'A room',
    'A question, a clock that you can pause, and a field that keeps every word, also through a crash. Hints when you ask for them, and none in a simulation.',
  ],
  [
    'A report',
    'The mark with the range it can honestly claim, the words behind each point, a sentence that would have earned the rest, and a model answer behind a click.',
  ],
  [
    'Another try',
    'The weak questions once more, with the new mark beside the old one. Every report stays readable, on paper and as Markdown too.',
  ],
] as const;

const terms = [
  ['Licence', 'MIT: use it, change it, pass it on.'],
  ['Keys', 'None. If you have one for a model, the model interviews and the built-in grader checks it.'],
  ['Needs', '.NET 10 and Node.js 20.19 or newer, on one small machine.'],
  ['Data', 'One SQLite file that is yours, or your own PostgreSQL.'],
] as const;

/** What the start page says below its first screen. */
export function LandingStory({ onStart }: { onStart: () => void }) {
  return (
    <>
      <Band title="A mark you can check" className="bg-surface">
        <WorkedExample />
      </Band>

      <Band title="What you get">
        <Three items={gets} />
      </Band>

      <Band title="What is different here" className="bg-surface">
        <Three items={reasons} />
      </Band>

      <Band title="What you can be asked">
        <ul className="max-w-4xl font-serif text-question">
          {topics.map((topic) => (
            <li key={topic} className="inline after:content-[',_'] last:after:content-['.']">
              {topic}
            </li>
          ))}
        </ul>
      </Band>

      <Band title="What it costs" className="bg-surface">
        <div className="grid grid-cols-1 gap-x-12 gap-y-8 lg:grid-cols-2">
          <div>
            <p className="font-serif text-question text-balance">
              Nothing. It is open source: clone it, type{' '}
              <code className="font-mono text-[0.85em]">./run</code>, and it serves you and your team.
            </p>
            <Button className="mt-6" onClick={onStart}>
              Ask me a question
            </Button>
          </div>
          <dl className="grid content-start gap-x-6 gap-y-3 sm:grid-cols-[5rem_minmax(0,1fr)]">
            {terms.map(([term, text]) => (
              <Fragment key={term}>
                <dt className="text-ink-3 max-sm:-mb-2">{term}</dt>
                <dd>{text}</dd>
              </Fragment>
            ))}
          </dl>
        </div>
      </Band>
    </>
  );
}

function Three({ items }: { items: readonly (readonly [title: string, text: string])[] }) {
  return (
    <dl className="grid gap-x-12 gap-y-8 sm:grid-cols-3">
      {items.map(([title, text]) => (
        <div key={title}>
          <dt className="font-serif text-[1.25rem] leading-snug">{title}</dt>
          <dd className="mt-2 text-ink-2">{text}</dd>
        </div>
      ))}
    </dl>
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
