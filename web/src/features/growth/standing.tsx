import { ArrowDown, ArrowUp, CircleDashed, Equal } from 'lucide-react';
import { Badge } from '@/components/badge';
import type { RecentPost } from '@/lib/growth-types';
import { standingWords } from './same-age-words';

const icons = { above: ArrowUp, usual: Equal, below: ArrowDown };

/** A word and a shape. Amber only says that it is about now: the post is still counting. */
export function Standing({ comparison }: { comparison: RecentPost['comparison'] }) {
  const Icon = comparison ? icons[comparison.standing] : CircleDashed;
  return (
    <Badge tone={comparison?.still_counting ? 'lamp' : 'neutral'}>
      <Icon className="size-3.5" aria-hidden="true" />
      {standingWords(comparison)}
    </Badge>
  );
}
