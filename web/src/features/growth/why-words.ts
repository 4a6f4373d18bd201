import type { Basis, Change, Claim, Groups, Hours, Outlook, PlanSlot, Refusal } from '@/lib/growth-types';
import { countOf, formatNumber, formatWhole, signedPercent } from '@/lib/growth-words';
import {
  cellWord,
  claimWords,
  engagementWords,
  familyTitle,
  pWords,
  subjectWords,
  refusalWords,
  splitSubject,
  effectWords,
} from './insight-words';
import { dayIn, typeWord } from './post-words';

/** All that stands behind one statement. */
export type Why = {
  /** What it is about, for the name of the button. */
  about: string;
  said: string;
  facts: readonly (readonly [term: string, fact: string])[];
  how: readonly string[];
  postIds: readonly string[];
  /** How many there are, where `postIds` are the latest of them. */
  posts?: number;
};

export type Kind = 'signal' | 'group' | 'hours' | 'tag' | 'anomaly' | 'trend' | 'followers' | 'plan';

const how: Record<Kind, readonly string[]> = {
  signal: [
    'The posts of the period are compared with those of the period before, each at the age of 30 days: so neither more posts nor younger ones look like better ones. Posts under 24 hours and posts that hide their likes are left out.',
    'It is a change only if Welch\u2019s test gives p below 0.05. On an account on which nothing changes it does so once in 20 times.',
  ],
  group: [
    'Each post is compared with the usual post of its time; then the posts of a group are compared with the mean of all groups. A group with few posts is drawn towards that mean, so that it does not win by luck.',
    'Something is said only if 999 shuffles of the posts among the groups hardly ever differ as much (p below 0.05), the group has at least 5 posts, and its interval lies above 0.',
  ],
  hours: [
    'Each post is compared with the usual post of its time. The mean of an hour is drawn towards what its weekday and its part of the day let expect, the more the fewer its posts (Fay and Herriot). An hour with one such post has a count and no estimate.',
    'Nothing is said about a single hour: a week has 168 of them, and with a few posts in each the best one is the luckiest. What can be said of parts of the day and of weekdays is tested there.',
  ],
  tag: [
    'Posts that carry the hashtag are compared with posts that do not, after the effects of the kind of post and the time of day are taken out. At least 5 posts with and 5 without it are needed.',
    'With many tags some stand out by luck. A tag is named only if it passes a test that counts how many were tried (Benjamini and Hochberg, 10 %), and if shuffled tags hardly ever stand out as much.',
    'It is an association, not a cause: posts with the tag may differ in other ways too.',
  ],
  anomaly: [
    'The post is compared with the scatter of the up to 25 posts before it (at least 15), measured by median and median distance, so that one great post does not hide the next.',
    'Unusual means more than 3.5 such deviations away. The interval is the usual scatter up to that limit.',
    'Among many ordinary posts some lie that far out by luck. A post is named only if it passes a test that counts how many were looked at (Benjamini and Hochberg, 5 %).',
  ],
  trend: [
    'For each week the median of its posts is taken; the trend is the median of the slopes between all pairs of weeks (Theil and Sen), so that one great week does not bend it.',
    'Something is said only if Mann and Kendall\u2019s test gives p below 0.05 and the interval leaves out 0. It takes at least 8 weeks with posts.',
  ],
  followers: [
    'Two forecasts are tried on the account\u2019s own past: as many as today, and today\u2019s growth that fades. The second is shown only if it was nearer to what came.',
    'In four of five cases the count should lie inside the interval. It is made from the gains of the past eight weeks, drawn again 400 times.',
  ],
  plan: [
    'What is expected adds up from the effect of the kind of post and that of the time of day, each drawn towards the mean as far as its posts are few. Four of five single posts would lie inside the range, which is wide because single posts scatter.',
    'Supported means that the kind or the time has passed its own test. Otherwise it is the best guess. An experiment is the slot of which least is known: it is there for what it would teach.',
  ],
};

/** What an answer says of how its engagement was made. */
export type Made = Pick<Basis, 'engagement'> & { feed: Pick<Basis['feed'], 'origin'> };

/** What the words of the panel mean. */
export function definitionsOf(basis: Made): readonly (readonly [string, string])[] {
  const curve =
    basis.feed.origin === 'own_history'
      ? 'the course that posts of this account take'
      : 'a course from public figures, until this account has a history of its own';
  return [
    [
      'Engagement',
      `The ${engagementWords(basis.engagement)} of a post, brought to the age of 30 days by ${curve}.`,
    ],
    ['Usual post', 'The median of the up to 20 posts before it (at least 5), each of at least 24 hours.'],
    [
      'Interval',
      'The values that fit the posts. The 95 % interval of a true effect misses it once in 20 times.',
    ],
    ['p', 'How often chance alone would show as much, if there were no difference at all.'],
  ];
}

function windowFacts(basis: Pick<Basis, 'from' | 'to' | 'time_zone'>): Why['facts'] {
  const { from, to, time_zone: zone } = basis;
  return [
    ['Window', `${dayIn(from, zone)} to ${dayIn(to, zone)}`],
    ['Time zone', zone],
  ];
}

/** Behind the sentence at the top, which is a claim only when the change is evident. */
export function whyOfSignal(said: string, change: Change): Why {
  return {
    about: 'change per post',
    said,
    facts: [
      ['Posts (n)', formatNumber(change.posts)],
      ['Change', signedPercent(change.percent)],
      ['95 % interval', `${signedPercent(change.low)} to ${signedPercent(change.high)}`],
      ['p', pWords(change.p)],
      ...windowFacts(change),
    ],
    how: how.signal,
    postIds: change.post_ids,
    posts: change.posts,
  };
}

const aboutKind: Record<string, string> = { tag: 'hashtag', anomaly: 'unusual post', trend: 'long trend' };
const kindOf: Record<string, Kind> = { tag: 'tag', anomaly: 'anomaly', trend: 'trend' };

export function whyOfClaim(claim: Claim): Why {
  const [kind, cell] = splitSubject(claim.subject);
  const isAnomaly = kind === 'anomaly';
  return {
    about: kind === 'tag' ? `#${cell}` : (aboutKind[kind] ?? familyTitle[kind as keyof typeof familyTitle]),
    said: claimWords(claim),
    facts: [
      [isAnomaly ? 'Posts compared with' : 'Posts (n)', formatNumber(claim.posts)],
      ['Effect', signedPercent(claim.percent) + (kind === 'trend' ? ' a week' : '')],
      [
        isAnomaly ? 'Usual scatter' : '95 % interval',
        `${signedPercent(claim.low)} to ${signedPercent(claim.high)}`,
      ],
      ['p', pWords(claim.p)],
      ...windowFacts(claim),
    ],
    how: how[kindOf[kind] ?? 'group'],
    postIds: claim.post_ids,
  };
}

type RefusalFacts = { kind: Kind; about: string; refusal: Refusal; basis: Basis; p?: number };

export function whyOfRefusal({ kind, about, refusal, basis, p }: RefusalFacts): Why {
  const unit = kind === 'followers' ? 'Days of counts' : 'Posts (n)';
  const meaning: Record<Refusal['reason'], string> = {
    too_few_posts: 'There is too little to compute anything.',
    not_enough_evidence: 'There may be something, and it cannot be told from chance yet.',
    no_difference: 'A difference worth acting on would have shown by now.',
  };
  return {
    about,
    said: refusalWords(refusal),
    facts: [
      [unit, formatNumber(refusal.have)],
      ...(p === undefined || refusal.reason === 'too_few_posts' ? [] : [['p', pWords(p)] as const]),
      ...windowFacts(basis),
    ],
    how: [meaning[refusal.reason], ...how[kind]],
    postIds: [],
  };
}

/** The effects of all groups stand in it, and the posts of the best one. */
export function whyOfGroupRefusal({ family, groups, p }: Groups, refusal: Refusal, basis: Basis): Why {
  const best = groups[0];
  const why = whyOfRefusal({ kind: 'group', about: familyTitle[family], refusal, basis, p });
  if (!best) return why;
  const name = cellWord(family, best.group);
  return {
    ...why,
    facts: [
      ...why.facts.slice(0, 1),
      ['Highest', `${name}: ${effectWords(best)}, ${countOf(best.posts, 'post')}`],
      ...why.facts.slice(1),
    ],
    postIds: best.post_ids,
  };
}

/** It shows and claims nothing, or there is too little to show. */
export function whyOfHours({ slots, posts, refusal }: Hours, basis: Basis): Why {
  const judged = slots.filter(({ percent }) => percent !== null);
  return {
    about: 'hours of the week',
    said: refusal
      ? refusalWords(refusal)
      : 'How many compared posts each hour has, and roughly how they did.',
    facts: [
      ['Compared posts (n)', formatNumber(posts)],
      ['Hours with compared posts', `${formatNumber(slots.length)} of 168`],
      ['Hours with an estimate', formatNumber(judged.length)],
      ['p', 'none: nothing is claimed about an hour'],
      ...windowFacts(basis),
    ],
    how: how.hours,
    postIds: [],
  };
}

/** "Reel, evening (18–22)". */
export const slotWords = ({ type, daypart }: Pick<PlanSlot, 'type' | 'daypart'>) =>
  `${typeWord[type]}, ${cellWord('daypart', daypart).toLowerCase()}`;

/** What stands where a slot would. That nothing came does not mean that there is nothing. */
export const noSlotLeftWords = (isOutOfDate: boolean) =>
  isOutOfDate
    ? 'The next suggestions did not come.'
    : 'Nothing is left to suggest: you found every kind and time not useful.';

export function standingOf({ experiment, support }: PlanSlot): string {
  if (experiment) return 'Experiment';
  return support.length > 0 ? 'Supported' : 'Best guess, not proven';
}

const supportWords = (claim: Claim) =>
  `${subjectWords(claim.subject)}: ${effectWords(claim)}, ${countOf(claim.posts, 'post')}, p ${pWords(claim.p)}`;

export function whyOfSlot(slot: PlanSlot, basis: Basis): Why {
  return {
    about: slotWords(slot),
    said: `${slotWords(slot)}. ${standingOf(slot)}.`,
    facts: [
      ['Posts like it (n)', formatNumber(slot.posts)],
      ['Expected', `${signedPercent(slot.percent)} over the usual post`],
      ['80 % of posts', `${signedPercent(slot.low)} to ${signedPercent(slot.high)}`],
      ...(slot.support.length > 0
        ? slot.support.map((claim): [string, string] => ['Supported by', supportWords(claim)])
        : [['Supported by', 'no claim, so there is no p'] as [string, string]]),
      ...windowFacts(basis),
    ],
    how: how.plan,
    postIds: slot.post_ids,
  };
}

export const methodWords: Record<Outlook['method'], string> = {
  naive: 'as many as today',
  damped_trend: 'today\u2019s growth, fading from week to week',
};

export function backtestWords({ backtest }: Outlook): string {
  if (!backtest) return 'The history is too short to try the forecast on the past.';
  const { origins, error, naive_error: naive, coverage } = backtest;
  return `Tried from ${countOf(origins, 'earlier day')}: off by ${countOf(Math.round(error), 'follower')} on average, where \u201cas many as then\u201d was off by ${formatWhole(naive)}. ${formatWhole(coverage * 100)}\u00a0% of the true counts lay inside the 80\u00a0% interval.`;
}

export function whyOfOutlook(outlook: Outlook, basis: Basis): Why {
  const last = outlook.points.at(-1);
  return {
    about: 'followers',
    said: `Forecast: ${methodWords[outlook.method]}.`,
    facts: [
      ['Days of counts (n)', formatNumber(outlook.days)],
      ...(last
        ? [
            ['In four weeks', formatWhole(last.followers)] as const,
            ['80 % interval', `${formatWhole(last.low)} to ${formatWhole(last.high)}`] as const,
          ]
        : []),
      ['p', 'none: a forecast is not a test'],
      ['Time zone', basis.time_zone],
    ],
    how: [...how.followers, backtestWords(outlook)],
    postIds: [],
  };
}
