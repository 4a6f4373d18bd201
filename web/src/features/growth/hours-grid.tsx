import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import type { Hour, Hours } from '@/lib/growth-types';
import { hourWord } from './dayparts';
import { bands, hoursOf, hourWords, levelOf, levels, levelWord, weekdays, type Level } from './hours-words';
import { cellWord } from './insight-words';

type At = (weekday: string, hour: number) => Hour | undefined;

/** The drawing is the table. Where 24 columns have no room, hours go down and weekdays across. */
export function HoursGrid({ hours }: { hours: Hours }) {
  const known = new Map(hours.slots.map((slot) => [`${slot.weekday} ${slot.hour}`, slot]));
  const at: At = (weekday, hour) => known.get(`${weekday} ${hour}`);
  const name = `Compared posts by weekday and hour${hours.refusal === null ? ', with an estimate' : ''}`;
  return (
    <>
      <Across at={at} name={name} className="max-sm:hidden" />
      <Down at={at} name={name} className="sm:hidden" />
    </>
  );
}

const table = 'nums w-full table-fixed border-separate border-spacing-0.5 text-center text-small';
const head = 'font-normal text-ink-3';

type TableProps = { at: At; name: string; className: string };

function Across({ at, name, className }: TableProps) {
  return (
    <table className={cn(table, className)}>
      <caption className="sr-only">{name}</caption>
      <thead>
        <tr className="max-lg:hidden">
          <td className="w-24" />
          {bands.map(({ part, from, to }) => (
            <th key={from} scope="colgroup" colSpan={to - from} className={cn(head, 'border-b border-line')}>
              {part}
            </th>
          ))}
        </tr>
        <tr>
          <th scope="col" className={cn(head, 'w-10 text-left lg:w-24')}>
            <span className="sr-only">Weekday</span>
          </th>
          {bands.flatMap(hoursOf).map((hour) => (
            <th key={hour} scope="col" className={head}>
              {hourWord(hour)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weekdays.map((weekday) => (
          <tr key={weekday}>
            <th scope="row" className={cn(head, 'text-left')}>
              <Weekday name={weekday} short="lg:hidden" long="max-lg:sr-only" />
            </th>
            {bands.flatMap(hoursOf).map((hour) => (
              <Slot key={hour} slot={at(weekday, hour)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Down({ at, name, className }: TableProps) {
  return (
    <table className={cn(table, className)}>
      <caption className="sr-only">{name}</caption>
      <thead>
        <tr>
          <th scope="col" className={cn(head, 'w-8 text-left')}>
            <span className="sr-only">Hour</span>
          </th>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col" className={head}>
              <Weekday name={weekday} short="" long="sr-only" />
            </th>
          ))}
        </tr>
      </thead>
      {bands.map((band) => (
        <tbody key={band.from}>
          <tr>
            <th scope="rowgroup" colSpan={8} className={cn(head, 'pt-2 text-left')}>
              {band.part}
            </th>
          </tr>
          {hoursOf(band).map((hour) => (
            <tr key={hour}>
              <th scope="row" className={cn(head, 'text-left')}>
                {hourWord(hour)}
              </th>
              {weekdays.map((weekday) => (
                <Slot key={weekday} slot={at(weekday, hour)} />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** The whole word is read, two letters of it are seen where there is no room for more. */
function Weekday({ name, short, long }: { name: string; short: string; long: string }) {
  const word = cellWord('weekday', name);
  return (
    <>
      <span aria-hidden="true" className={short}>
        {word.slice(0, 2)}
      </span>
      <span className={long}>{word}</span>
    </>
  );
}

const cell = 'relative h-8 rounded-inner border lg:h-9';

function Slot({ slot }: { slot: Hour | undefined }) {
  // An hour without such a post is empty for everybody.
  if (!slot) return <td className={cn(cell, nobody)} />;
  return (
    <td className={cn(cell, looks(slot.percent, slot.posts))}>
      <Mark level={slot.percent === null ? 0 : levelOf(slot.percent)}>{slot.posts}</Mark>
      <span className="sr-only">{hourWords(slot)}</span>
    </td>
  );
}

// Every shade has an edge and its number in full ink, so that a weak one is there on a dark page too.
const shades: Record<Level, string> = {
  [-3]: 'bg-chart-4/45',
  [-2]: 'bg-chart-4/30',
  [-1]: 'bg-chart-4/15',
  0: '',
  1: 'bg-chart-1/15',
  2: 'bg-chart-1/30',
  3: 'bg-chart-1/45',
};
const nobody = 'border-line forced-colors:border-[GrayText]';
const hatched =
  'border-dashed border-line-strong bg-[repeating-linear-gradient(135deg,var(--line)_0_2px,transparent_2px_6px)]';

function looks(percent: number | null, posts: number): string {
  if (posts < 2) return hatched;
  return cn('border-line-strong', percent !== null && shades[levelOf(percent)]);
}

// Where there is no shade its step is the height of the bar.
const heights = ['', 'forced-colors:h-px', '', 'forced-colors:h-[3px]'] as const;

/** Above the mean a bar over the number, below it one under it: colour alone says nothing. */
function Mark({ level, children }: { level: Level; children?: ReactNode }) {
  return (
    <>
      {level !== 0 && (
        <span
          aria-hidden="true"
          className={cn(
            'absolute inset-x-1 h-0.5 rounded-full bg-ink forced-colors:bg-[CanvasText]',
            heights[Math.abs(level)],
            level > 0 ? 'top-0.5' : 'bottom-0.5',
          )}
        />
      )}
      <span aria-hidden="true" className="font-medium text-ink">
        {children}
      </span>
    </>
  );
}

export function HoursLegend({ hasEstimates }: { hasEstimates: boolean }) {
  return (
    <div className="mt-4 mb-3 grid gap-2 text-small text-ink-2">
      <p>
        The number is how many posts could be compared: those of at least 24 hours that show their likes and
        have five such posts before them.
        {hasEstimates &&
          ' The shade is their engagement, in percent against the mean of the hours. One post has no estimate.'}
      </p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
        {hasEstimates &&
          levels.map((level) => (
            <Entry key={level} word={levelWord(level)} look={cn('border-line-strong', shades[level])}>
              <Mark level={level} />
            </Entry>
          ))}
        <Entry word="one compared post" look={hatched} />
        <Entry word="no compared post" look={nobody} />
      </ul>
    </div>
  );
}

function Entry({ word, look, children }: { word: string; look: string; children?: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden="true" className={cn('relative size-5 rounded-inner border', look)}>
        {children}
      </span>
      {word}
    </li>
  );
}
