import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { PostsBehind } from './posts-behind';
import { definitionsOf, type Made, type Why } from './why-words';

type WhyProps = { why: Why; basis: Made; accountId: string };

/** Beside every statement, every slot and every "nothing to say": what it was made from. */
export function WhyButton({ why, basis, accountId }: WhyProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Why: ${why.about}`} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Why
      </Button>
      {isOpen && <WhyPanel why={why} basis={basis} accountId={accountId} onClose={() => setOpen(false)} />}
    </>
  );
}

function WhyPanel({ why, basis, accountId, onClose }: WhyProps & { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={`Why: ${why.about}`} description={why.said} className="sm:max-w-xl">
      <div className="grid grid-cols-1 gap-6">
        <Facts facts={why.facts} />
        <section className="grid grid-cols-1 gap-2">
          <h3 className="font-semibold">How it was computed</h3>
          {why.how.map((words) => (
            <p key={words} className="text-ink-2">
              {words}
            </p>
          ))}
          <details>
            <summary className="py-1 text-ink-2 hover:text-ink pointer-coarse:py-3">
              What the words mean
            </summary>
            <dl className="mt-2 grid gap-2">
              {definitionsOf(basis).map(([word, meaning]) => (
                <div key={word}>
                  <dt className="font-medium">{word}</dt>
                  <dd className="text-ink-2">{meaning}</dd>
                </div>
              ))}
            </dl>
          </details>
        </section>
        {why.postIds.length > 0 && (
          <PostsBehind ids={why.postIds} total={why.posts ?? why.postIds.length} accountId={accountId} />
        )}
      </div>
    </Dialog>
  );
}

function Facts({ facts }: { facts: Why['facts'] }) {
  return (
    <dl className="nums grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-1.5 rounded-control bg-sunken p-4">
      {facts.map(([term, fact]) => (
        <div key={term} className="contents">
          <dt className="text-ink-2">{term}</dt>
          <dd className="font-medium">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
