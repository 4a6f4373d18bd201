import { Check, CircleDashed, Minus, X } from 'lucide-react';
import type { components } from '@/lib/schema';
import { Badge, type BadgeTone } from './badge';

type Verdict = components['schemas']['Verdict'];

const verdicts: Record<Verdict, { word: string; tone: BadgeTone; icon: typeof Check }> = {
  hit: { word: 'Covered', tone: 'brand', icon: Check },
  partial: { word: 'In part', tone: 'lamp', icon: Minus },
  missed: { word: 'Missing', tone: 'neutral', icon: CircleDashed },
  contradicted: { word: 'Contradicted', tone: 'bad', icon: X },
};

/** A word and a shape, so that the colour is never alone. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { word, tone, icon: Icon } = verdicts[verdict];
  return (
    <Badge tone={tone}>
      <Icon className="size-3.5" aria-hidden="true" />
      {word}
    </Badge>
  );
}
