import { QuotedText } from '@/components/quoted-text';
import { VerdictBadge } from '@/components/verdict';

const answer =
  'When the key expires, every request misses at the same moment and goes to the database. I would let one request rebuild the value under a lock while the others get the old one. I would also add some jitter to the expiry times.';

function quoteOf(text: string) {
  return { start: answer.indexOf(text), length: text.length };
}

const points = [
  {
    verdict: 'hit',
    claim: 'All requests miss together and load the store at once',
    quote: 'every request misses at the same moment',
  },
  {
    verdict: 'hit',
    claim: 'One request rebuilds, the rest are served stale',
    quote: 'one request rebuild the value under a lock while the others get the old one',
  },
  {
    verdict: 'partial',
    claim: 'Spread the expiry, so that keys made together do not end together',
    quote: 'jitter to the expiry times',
  },
  { verdict: 'missed', claim: 'What happens when the request that rebuilds dies', quote: '' },
] as const;

/** What a mark looks like, before anybody has to earn one. Marked as an example, because it is one. */
export function WorkedExample() {
  const quotes = points.filter((point) => point.quote !== '').map((point) => quoteOf(point.quote));
  return (
    <figure className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <div className="grid content-start gap-4">
        <p className="font-serif text-question">
          A popular key expires while a thousand requests a second ask for it. What happens, and what do you
          change?
        </p>
        <div className="border-l-2 border-line pl-4 text-ink-2">
          <QuotedText text={answer} quotes={quotes} />
        </div>
      </div>
      <div className="grid content-start gap-5">
        <ul className="grid gap-3">
          {points.map((point) => (
            <li
              key={point.claim}
              className="grid grid-cols-1 gap-x-3 gap-y-1 sm:grid-cols-[7.5rem_minmax(0,1fr)]"
            >
              <span>
                <VerdictBadge verdict={point.verdict} />
              </span>
              <span>{point.claim}</span>
            </li>
          ))}
        </ul>
        <div className="border-t border-line pt-4">
          <p className="text-small text-ink-3">So the next question is</p>
          <p className="mt-1 font-serif text-[1.25rem] leading-snug">
            Your one request that rebuilds the value dies halfway. Who notices, and what do the others get
            until then?
          </p>
        </div>
      </div>
      <figcaption className="text-small text-ink-3 lg:col-span-2">
        A worked example. In an interview the quotes are cut from your own answer, and a quote that is not in
        it does not count.
      </figcaption>
    </figure>
  );
}
