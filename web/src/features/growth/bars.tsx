import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useState } from 'react';
import { cn } from '@/lib/cn';
import type { Day } from '@/lib/growth-types';
import { formatNumber } from '@/lib/growth-words';
import { dayWord } from './post-words';

type BarsProps = { days: readonly Day[]; words: (day: Day) => string };

// Only the ratios count: the drawing is stretched to its place, and all its words are beside it.
const width = 1000;
const height = 200;

/**
 * Bars over the days. A slider lies over them, unseen: the arrow keys, a finger and a mouse all choose a day with
 * it, and its words are read.
 */
export function Bars({ days, words }: BarsProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const at = days.findIndex(({ date }) => date === chosen);
  const shown = at === -1 ? highest(days) : at;
  const day = days[shown];
  const choose = (index: number) => setChosen(days[index]?.date ?? null);

  const x = scaleBand({ domain: days.map(({ date }) => date), range: [0, width], padding: 0.25 });
  const y = scaleLinear({
    domain: [0, Math.max(1, ...days.map(({ likes }) => likes))],
    range: [height, 0],
    nice: 4,
  });
  const ticks = y.ticks(4).filter(Number.isInteger);
  if (!day) return null;

  return (
    <div>
      <p className="nums mb-3 font-medium">{words(day)}</p>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div aria-hidden="true" className="nums relative h-44 min-w-8 text-right text-small text-ink-3">
          {/* Holds the width of the longest one; the others are placed by their height. */}
          <span className="invisible">{formatNumber(ticks.at(-1) ?? 0)}</span>
          {ticks.map((tick) => (
            <span
              key={tick}
              className="absolute right-0 -translate-y-1/2"
              style={{ top: `${(y(tick) / height) * 100}%` }}
            >
              {formatNumber(tick)}
            </span>
          ))}
        </div>
        <div className="relative h-44 rounded-inner has-focus-visible:outline-2 has-focus-visible:outline-offset-4 has-focus-visible:outline-focus">
          <svg
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            className="size-full overflow-visible"
          >
            <rect
              x={shown * (width / days.length)}
              width={width / days.length}
              height={height}
              className="fill-sunken"
            />
            {ticks.map((tick) => (
              <line
                key={tick}
                x2={width}
                y1={y(tick)}
                y2={y(tick)}
                vectorEffect="non-scaling-stroke"
                className="stroke-line forced-colors:stroke-[GrayText]"
              />
            ))}
            <Group>
              {days.map(({ date, likes }) => (
                <Bar
                  key={date}
                  x={x(date) ?? 0}
                  y={y(likes)}
                  width={x.bandwidth()}
                  height={height - y(likes)}
                  className={cn(
                    date === day.date ? 'fill-chart-2' : 'fill-chart-1',
                    'forced-colors:fill-[CanvasText]',
                  )}
                />
              ))}
            </Group>
          </svg>
          <input
            type="range"
            aria-label="Day"
            aria-valuetext={words(day)}
            min={0}
            max={days.length - 1}
            step={1}
            value={shown}
            onChange={(event) => choose(event.target.valueAsNumber)}
            onPointerMove={(event) => choose(dayUnder(event, days.length))}
            // From the middle of the first bar to the middle of the last; sideways it chooses, up and down it scrolls.
            className="absolute inset-y-0 m-0 h-full cursor-crosshair touch-pan-y appearance-none opacity-0"
            style={{ left: `${50 / days.length}%`, width: `${100 - 100 / days.length}%` }}
          />
        </div>
        <p
          aria-hidden="true"
          className="nums col-start-2 mt-2 flex justify-between gap-4 text-small text-ink-3"
        >
          {[0, Math.floor((days.length - 1) / 2), days.length - 1].map((index) => (
            <span key={index}>{dayWord(days[index]?.date ?? day.date)}</span>
          ))}
        </p>
      </div>
    </div>
  );
}

function highest(days: readonly Day[]): number {
  return days.reduce((best, { likes }, index) => (likes > (days[best]?.likes ?? 0) ? index : best), 0);
}

/** Where the pointer is over the slider, which may be wider than what its thumb travels. */
function dayUnder(event: React.PointerEvent<HTMLInputElement>, days: number): number {
  const { left, width: full } = event.currentTarget.getBoundingClientRect();
  const share = full === 0 ? 0 : (event.clientX - left) / full;
  return Math.round(Math.min(1, Math.max(0, share)) * (days - 1));
}
