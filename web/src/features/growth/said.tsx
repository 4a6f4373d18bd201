import type { Context } from './part-card';
import { WhyButton } from './why';
import type { Why } from './why-words';

/** What may be said, or why nothing is; and either way the reasons one click away. */
export function Said({ why, context }: { why: Why; context: Context }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <p className="nums measure min-w-0 flex-1 basis-64 font-serif text-[1.25rem] leading-snug">
        {why.said}
      </p>
      <WhyButton why={why} basis={context.basis} accountId={context.account.id} />
    </div>
  );
}
