import { useSearchParams } from 'react-router';
import { Button, buttonClass, LinkButton } from '@/components/button';
import { Notice } from '@/components/notice';
import { ChoiceCard } from './choice-card';

type Persona = { name: string; title: string; sentence: string };

const usual: Persona = {
  name: 'creator',
  title: 'A creator',
  sentence: 'Forty weeks of posts. Some of what it does works, and Growth can find it.',
};

const others: readonly Persona[] = [
  {
    name: 'null',
    title: 'Nothing works',
    sentence: 'As many posts, and nothing makes a difference. Growth has to stay silent.',
  },
  { name: 'tiny', title: 'Six posts', sentence: 'Too few for most claims.' },
  { name: 'empty', title: 'No posts', sentence: 'An account that has just begun.' },
  {
    name: 'expired',
    title: 'An expired connection',
    sentence: 'The platform turns Greenroom away: connect again.',
  },
  {
    name: 'ratelimited',
    title: 'Too many calls',
    sentence: 'The platform asks to be left alone for half an hour.',
  },
  { name: 'noperm', title: 'A missing permission', sentence: 'The platform does not show the posts.' },
];

/** Stands where a platform's own page would stand, and goes back to the server in the same way. */
export function SandboxConsent() {
  const [query] = useSearchParams();
  const state = query.get('state');
  const wanted = query.get('persona')?.replace(/^sandbox:/, '') ?? 'creator';
  if (!state) {
    return (
      <Notice tone="bad" action={<LinkButton to="/app/growth">Open Growth</LinkButton>}>
        This page was opened without a connection. Begin on the Growth page.
      </Notice>
    );
  }
  return (
    <form action="/auth/instagram/callback" method="get" className="grid gap-6">
      <input type="hidden" name="state" value={state} />
      <fieldset className="grid gap-2.5">
        <legend className="mb-1.5 font-medium">Which account</legend>
        <Choice persona={usual} isChosen={wanted === usual.name} />
        {/* The usual one is what nearly everybody wants, and Allow stays in sight. */}
        <details open={wanted !== usual.name}>
          <summary className="py-1 text-ink-2 hover:text-ink pointer-coarse:py-3">
            Another one, to see how Growth deals with it
          </summary>
          <div className="mt-2 grid gap-2.5">
            {others.map((persona) => (
              <Choice key={persona.name} persona={persona} isChosen={wanted === persona.name} />
            ))}
          </div>
        </details>
      </fieldset>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary">
          Allow and connect
        </Button>
        <a
          href={`/auth/instagram/callback?error=access_denied&state=${encodeURIComponent(state)}`}
          className={buttonClass('quiet')}
        >
          Cancel
        </a>
      </div>
    </form>
  );
}

function Choice({ persona, isChosen }: { persona: Persona; isChosen: boolean }) {
  return (
    <ChoiceCard
      type="radio"
      name="code"
      value={`sandbox:${persona.name}`}
      defaultChecked={isChosen}
      required
      label={persona.title}
      sentence={persona.sentence}
    />
  );
}
