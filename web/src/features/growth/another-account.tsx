import { Card } from '@/components/card';
import type { Flavour } from '@/lib/growth-types';
import { ConnectButtons } from './connect-buttons';

export function AnotherAccount({ flavours }: { flavours: readonly Flavour[] }) {
  return (
    <Card title="Another account">
      <p className="measure mb-4 text-ink-2">
        Connecting leads to a page that asks for your consent, and back here. The sample account has made-up
        posts.
      </p>
      <ConnectButtons flavours={flavours} />
    </Card>
  );
}

/** Said before anybody connects anything, not in small print after it. */
export function WhatIsRead() {
  return (
    <Card title="What is read, and what happens when you disconnect">
      <ul className="measure grid list-disc gap-1.5 pl-5 text-ink-2">
        <li>
          Read: the name of the account, how many follow it, its posts with their captions and counts. No
          messages, and not who liked or commented.
        </li>
        <li>Nothing is ever posted, changed or deleted on the platform.</li>
        <li>
          Each sync keeps the counts that changed, because only a history can compare posts at the same age.
        </li>
        <li>
          Disconnecting removes the account, its posts and that history from this server at once. It cannot be
          undone; connecting again starts a new history.
        </li>
      </ul>
    </Card>
  );
}
