import type { Hour } from '@/lib/growth-types';
import { countOf, signedPercent } from '@/lib/growth-words';
import { dayparts } from './dayparts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** The parts of the day over its 24 hours; night begins one day and ends the next. */
export const bands = [
  { ...dayparts.night, from: 0 },
  dayparts.morning,
  dayparts.midday,
  dayparts.afternoon,
  dayparts.evening,
  { ...dayparts.night, to: 24 },
] as const;

export const hoursOf = ({ from, to }: { from: number; to: number }) =>
  Array.from({ length: to - from }, (_, index) => from + index);

/** Percent at which the shade grows darker, in either direction. */
const steps = [5, 15, 30];

export const levels = [-3, -2, -1, 0, 1, 2, 3] as const;
export type Level = (typeof levels)[number];

/** How dark an estimate is drawn, and to which side. It goes by the number as it is read. */
export function levelOf(percent: number): Level {
  const size = steps.filter((step) => Math.abs(Math.round(percent)) >= step).length;
  return levels.find((level) => level === Math.sign(percent) * size) ?? 0;
}

/** "−30 % or less", "from +5 %". */
export function levelWord(level: Level): string {
  if (level === 0) return `within ${steps[0]}\u00a0%`;
  const step = signedPercent(Math.sign(level) * (steps[Math.abs(level) - 1] ?? 0));
  if (Math.abs(level) < steps.length) return `from ${step}`;
  return `${step} or ${level < 0 ? 'less' : 'more'}`;
}

/** What a cell is for somebody who does not see its shade. */
export function hourWords({ posts, percent }: Hour): string {
  const words = countOf(posts, 'compared post');
  if (percent !== null) return `${words}, about ${signedPercent(percent)}`;
  return posts === 1 ? `${words}, too few to judge` : words;
}
