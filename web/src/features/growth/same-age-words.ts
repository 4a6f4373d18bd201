import type { RecentPost, SameAge } from '@/lib/growth-types';
import { countOf, formatWhole } from '@/lib/growth-words';

/** "9 hours", "3 days". */
export function ageWords(hours: number): string {
  if (hours < 1) return 'less than an hour';
  return hours < 48 ? countOf(Math.floor(hours), 'hour') : countOf(Math.floor(hours / 24), 'day');
}

const standings: Record<SameAge['standing'], string> = {
  above: 'That is above the usual.',
  usual: 'That is usual.',
  below: 'That is below the usual.',
};

/** "After 9 hours: 154; the usual post has 120 to 190 at this age. That is usual." */
export function sameAgeWords(comparison: SameAge): string {
  const { age_hours: age, engagement, low, high, standing, still_counting: counting } = comparison;
  const first = `After ${ageWords(age)}: ${formatWhole(engagement)}; the usual post has ${formatWhole(low)} to ${formatWhole(high)} at this age.`;
  return `${first} ${standings[standing]}${counting ? ' It is still counting.' : ''}`;
}

/** One or two words for a list. */
export function standingWords(comparison: RecentPost['comparison']): string {
  if (comparison === null) return 'Nothing to compare';
  const word = { above: 'Above usual', usual: 'Usual', below: 'Below usual' }[comparison.standing];
  return comparison.still_counting ? `${word} so far` : word;
}
