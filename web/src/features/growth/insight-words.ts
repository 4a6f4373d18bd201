import type { Claim, LedgerEntry, Refusal } from '@/lib/growth-types';
import { countOf, formatWhole, magnitude, rangeOf, signed, signedPercent } from '@/lib/growth-words';
import { dayparts, hourWord } from './dayparts';

type Family = 'daypart' | 'weekday' | 'type' | 'caption';

export const familyTitle: Record<Family, string> = {
  daypart: 'Time of day',
  weekday: 'Day of the week',
  type: 'Kind of post',
  caption: 'Length of the caption',
};

const familyMean: Record<Family, string> = {
  daypart: 'the average part of the day',
  weekday: 'the average weekday',
  type: 'the average kind of post',
  caption: 'the average length',
};

type Cell = { label: string; posts: string };
function daypart(name: keyof typeof dayparts, when: string): Cell {
  const { part, from, to } = dayparts[name];
  const hours = `(${hourWord(from)}\u2013${hourWord(to)})`;
  return { label: `${part} ${hours}`, posts: `Posts ${when} ${hours}` };
}
const day = (label: string): Cell => ({ label, posts: `Posts on ${label}s` });

/** What each group is called in a chart, and what its posts are called in a sentence. */
const cells: Record<Family, Record<string, Cell>> = {
  daypart: {
    morning: daypart('morning', 'in the morning'),
    midday: daypart('midday', 'at midday'),
    afternoon: daypart('afternoon', 'in the afternoon'),
    evening: daypart('evening', 'in the evening'),
    night: daypart('night', 'at night'),
  },
  weekday: {
    monday: day('Monday'),
    tuesday: day('Tuesday'),
    wednesday: day('Wednesday'),
    thursday: day('Thursday'),
    friday: day('Friday'),
    saturday: day('Saturday'),
    sunday: day('Sunday'),
  },
  type: {
    image: { label: 'Image', posts: 'Images' },
    carousel: { label: 'Carousel', posts: 'Carousels' },
    video: { label: 'Video', posts: 'Videos' },
    reel: { label: 'Reel', posts: 'Reels' },
  },
  caption: {
    none: { label: 'None', posts: 'Posts without a caption' },
    short: { label: 'Up to 125 characters', posts: 'Posts with a caption of up to 125 characters' },
    medium: { label: 'Up to 500 characters', posts: 'Posts with a caption of 126 to 500 characters' },
    long: { label: 'Longer', posts: 'Posts with a caption of more than 500 characters' },
  },
};

/** A group that a newer server knows is called as the server calls it. */
export const cellWord = (family: Family, group: string) => cells[family][group]?.label ?? group;

/** "+28 % (12 to 46 %)". */
export const effectWords = (effect: { percent: number; low: number; high: number }) =>
  `${signedPercent(effect.percent)} (${signed(effect.low)} to ${signed(effect.high)}\u00a0%)`;

/** "about 28 % more engagement". */
const moreWords = ({ percent }: Claim) =>
  `about ${magnitude(percent)}\u00a0% ${percent < 0 ? 'less' : 'more'} engagement`;

export function splitSubject(subject: string): [kind: string, cell: string] {
  const at = subject.indexOf(':');
  return at < 0 ? [subject, ''] : [subject.slice(0, at), subject.slice(at + 1)];
}

const isFamily = (kind: string): kind is Family => kind in familyTitle;

/** A claim as one sentence, with how sure it is and from how much. */
export function claimWords(claim: Claim): string {
  const [kind, cell] = splitSubject(claim.subject);
  const from = `from ${countOf(claim.posts, 'post')}`;
  if (isFamily(kind)) {
    const posts = cells[kind][cell]?.posts ?? `Posts of the group ${cell}`;
    return `${posts} have ${moreWords(claim)} than ${familyMean[kind]} (${rangeOf(claim)}), ${from}.`;
  }
  if (kind === 'tag') {
    return `Posts with #${cell} have ${moreWords(claim)} than posts without it (${rangeOf(claim)}), ${from}. It is an association, not a cause.`;
  }
  if (kind === 'anomaly') {
    const end = cell === 'high' ? claim.high : claim.low;
    return `It has ${moreWords(claim)} than the usual post. The usual scatter ends at ${signedPercent(end)}.`;
  }
  if (kind === 'trend') {
    const direction = claim.percent < 0 ? 'falls' : 'grows';
    return `Engagement per post ${direction} by about ${magnitude(claim.percent)}\u00a0% a week (${rangeOf(claim)}), ${from}.`;
  }
  return `${claim.subject}: ${effectWords(claim)}, ${from}.`;
}

/** Why nothing is said. It is an answer too, and no failure. */
export function refusalWords({ reason, more_posts: posts, more_days: days }: Refusal): string {
  if (reason === 'no_difference') return 'No difference worth acting on.';
  if (reason === 'not_enough_evidence') {
    return days > 0
      ? `Not enough evidence yet: about ${countOf(days, 'more day')}.`
      : `Not enough evidence yet: about ${countOf(posts, 'more post')}.`;
  }
  return days > 0 ? `Needs ${countOf(days, 'more day')}.` : `Needs ${countOf(posts, 'more post')}.`;
}

/** What a line of the ledger is about. */
export function subjectWords(subject: string): string {
  const [kind, cell] = splitSubject(subject);
  if (isFamily(kind)) return `${familyTitle[kind]}: ${cellWord(kind, cell)}`;
  if (kind === 'tag') return `#${cell}`;
  if (kind === 'anomaly') return cell === 'high' ? 'Unusually high post' : 'Unusually low post';
  if (kind === 'trend') return cell === 'up' ? 'Long trend: up' : 'Long trend: down';
  const weeks = /^(\d+)w$/.exec(cell)?.[1];
  if (kind === 'followers' && weeks) return `Followers in ${countOf(Number(weeks), 'week')}`;
  return subject;
}

/** A claim is percent over the usual, a forecast is followers. */
export function ledgerNumber(subject: string, value: number): string {
  return splitSubject(subject)[0] === 'followers' ? formatWhole(value) : signedPercent(value);
}

export function heldWord({ held, outcome }: LedgerEntry): string {
  if (held === null) return outcome === null ? 'Not known yet' : 'Too few posts to tell';
  return held ? 'Held' : 'Did not hold';
}

/** "0.012", "less than 0.001". */
export const pWords = (p: number) => (p < 0.001 ? 'less than 0.001' : p.toFixed(3));

/** "likes, comments and saves". */
export function engagementWords(parts: readonly string[]): string {
  const [last, ...before] = [...parts].reverse();
  return before.length === 0 ? (last ?? '') : `${before.reverse().join(', ')} and ${last}`;
}
