import type { Tick } from './line-chart';
import { dayWord } from './post-words';

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** Where a date lies between the first and the last, 0 to 1. */
export function dateShares(dates: readonly string[]): (date: string) => number {
  const days = dates.map(dayOf);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  return (date) => (last > first ? (dayOf(date) - first) / (last - first) : 0.5);
}

/** The first date, the one in the middle and the last. */
export function endsOf(dates: readonly string[]): Tick[] {
  const x = dateShares(dates);
  const chosen = [dates[0], dates[Math.floor((dates.length - 1) / 2)], dates.at(-1)];
  return [...new Set(chosen)]
    .filter((date) => date !== undefined)
    .map((date) => ({ x: x(date), word: dayWord(date) }));
}

/** Ages from an hour to years on one axis: most happens in the first day, so each doubling has the same width. */
export function ageShares(ages: readonly number[]): (hours: number) => number {
  const first = Math.log(Math.max(0.25, Math.min(1, ...ages)));
  const last = Math.log(Math.max(720, ...ages));
  return (hours) => Math.min(1, Math.max(0, (Math.log(Math.max(0.25, hours)) - first) / (last - first)));
}

const marks = [
  { hours: 1, word: '1 h' },
  { hours: 6, word: '6 h' },
  { hours: 24, word: '1 d' },
  { hours: 168, word: '7 d' },
  { hours: 720, word: '30 d' },
  { hours: 8760, word: '1 y' },
];

export function ageTicks(ages: readonly number[]): Tick[] {
  const x = ageShares(ages);
  const last = Math.max(720, ...ages);
  return marks.filter(({ hours }) => hours <= last).map(({ hours, word }) => ({ x: x(hours), word }));
}
