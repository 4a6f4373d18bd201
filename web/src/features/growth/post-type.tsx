import type { PostType as Type } from '@/lib/growth-types';
import { typeIcon, typeWord } from './post-words';

/** A word, with a small picture of it. */
export function PostType({ type }: { type: Type }) {
  const Icon = typeIcon[type];
  return (
    <span className="inline-flex items-center gap-1.5 text-small whitespace-nowrap text-ink-2">
      <Icon className="size-4 text-ink-3" aria-hidden="true" />
      {typeWord[type]}
    </span>
  );
}
