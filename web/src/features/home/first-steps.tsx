import { Check } from 'lucide-react';
import { Link } from 'react-router';
import { LinkButton, linkClass } from '@/components/button';
import { Card } from '@/components/card';
import { cn } from '@/lib/cn';
import { useUser } from '@/lib/session';
import type { Interview } from './api';

type Step = { title: string; text: string; done: boolean; link?: { to: string; label: string } };

/** Three steps for somebody new. Each is ticked by what happened, not by a click. */
export function FirstSteps({ interviews }: { interviews: readonly Interview[] }) {
  const user = useUser();
  const completed = interviews.filter((interview) => interview.status === 'completed');
  const last = completed[0];
  const steps: Step[] = [
    {
      title: 'Answer your first questions',
      text: 'Five minutes are enough, and nothing is lost when you stop.',
      done: interviews.some((interview) => interview.answered_questions > 0),
      link: { to: '/', label: 'Try a single one' },
    },
    {
      title: 'Read the report',
      text: 'Every mark shows the words that earned it, and what was missing.',
      done: last !== undefined,
      ...(last && { link: { to: `/app/interviews/${last.id}/report`, label: 'Open it' } }),
    },
    user.is_guest
      ? {
          title: 'Keep this account',
          text: 'A guest account ends after seven days. An address and a password keep it.',
          done: false,
          link: { to: '/app/settings/profile#keep', label: 'Keep it' },
        }
      : {
          title: 'Do a second one',
          text: 'Two interviews show a direction; one shows a day.',
          done: completed.length > 1,
        },
  ];
  const current = steps.findIndex((step) => !step.done);

  return (
    <Card tone="lamp" title="Three steps to begin with">
      <ol className="mt-1 grid gap-4">
        {steps.map((step, index) => (
          <li key={step.title} className="flex gap-4">
            <span
              aria-hidden="true"
              className={cn(
                'nums mt-0.5 grid size-7 shrink-0 place-items-center rounded-full border text-small font-semibold',
                step.done ? 'border-transparent bg-lamp text-lamp-soft' : 'border-lamp text-lamp',
              )}
            >
              {step.done ? <Check className="size-4" /> : index + 1}
            </span>
            <div>
              <p className={index === current ? 'font-semibold' : 'font-medium'}>
                {step.title}
                {step.done && <span className="sr-only"> (done)</span>}
              </p>
              <p className="text-ink-2">
                {step.text}{' '}
                {step.link && !(step.done && step.link.to === '/') && (
                  <Link to={step.link.to} className={linkClass}>
                    {step.link.label}
                  </Link>
                )}
              </p>
            </div>
          </li>
        ))}
      </ol>
      <LinkButton to="/app/interviews/new" variant="primary" className="mt-6">
        {completed.length === 0 ? 'Start your first interview' : 'Start an interview'}
      </LinkButton>
    </Card>
  );
}
