import { scaleLinear } from '@visx/scale';
import { Area, LinePath } from '@visx/shape';
import { useState } from 'react';
import { cn } from '@/lib/cn';
import { formatNumber } from '@/lib/growth-words';

/** `x` is a share of the width, 0 to 1: what the axis is made of is for the caller to know. */
type Point = { x: number; y: number };
type Band = { x: number; low: number; high: number };
/** A place that can be chosen, and what is said there. */
type Place = { x: number; words: string };
export type Tick = { x: number; word: string };

type LineChartProps = {
  /** What a place is: "Week". */
  name: string;
  /** From left to right. */
  places: readonly Place[];
  lines: readonly { key: string; points: readonly Point[]; isDashed?: boolean; tone?: 'one' | 'two' }[];
  band?: readonly Band[];
  dots?: readonly Point[];
  ticks: readonly Tick[];
  /** A count of followers hardly moves: from 0 its course could not be seen. */
  fromZero?: boolean;
  /** The place that is told before one is chosen; otherwise the last. */
  first?: number;
};

// Only the ratios count: the drawing is stretched to its place, and all its words are beside it.
const width = 1000;
const height = 200;
const strokes = { one: 'stroke-chart-1', two: 'stroke-chart-2' };

/** Lines over a band. The arrow keys, a finger and a mouse choose a place, and its words are read. */
export function LineChart({
  name,
  places,
  lines,
  band = [],
  dots = [],
  ticks,
  fromZero = true,
  first = places.length - 1,
}: LineChartProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen !== null && chosen < places.length ? chosen : first;
  const place = places[at];
  if (!place) return null;

  const values = [
    ...lines.flatMap(({ points }) => points.map(({ y }) => y)),
    ...dots.map(({ y }) => y),
    ...band.flatMap(({ low, high }) => [low, high]),
  ];
  const top = Math.max(1, ...values);
  const y = scaleLinear({ domain: [fromZero ? 0 : Math.min(...values), top], range: [height, 0], nice: 4 });
  const rows = y.ticks(4).filter(Number.isInteger);

  return (
    <div>
      <p className="nums mb-3 min-h-12 font-medium sm:min-h-6">{place.words}</p>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div aria-hidden="true" className="nums relative h-44 min-w-8 text-right text-small text-ink-3">
          {/* Holds the width of the longest one; the others are placed by their height. */}
          <span className="invisible">{formatNumber(rows.at(-1) ?? 0)}</span>
          {rows.map((row) => (
            <span
              key={row}
              className="absolute right-0 -translate-y-1/2"
              style={{ top: `${(y(row) / height) * 100}%` }}
            >
              {formatNumber(row)}
            </span>
          ))}
        </div>
        <div
          className="relative h-44 cursor-crosshair touch-pan-y rounded-inner has-focus-visible:outline-2 has-focus-visible:outline-offset-4 has-focus-visible:outline-focus"
          onPointerMove={(event) => setChosen(nearest(places, event))}
          onPointerDown={(event) => setChosen(nearest(places, event))}
        >
          <svg
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            className="size-full overflow-visible"
          >
            {rows.map((row) => (
              <line
                key={row}
                x2={width}
                y1={y(row)}
                y2={y(row)}
                vectorEffect="non-scaling-stroke"
                className="stroke-line forced-colors:stroke-[GrayText]"
              />
            ))}
            {band.length > 1 && (
              <Area
                data={[...band]}
                x={({ x }) => x * width}
                y0={({ low }) => y(low)}
                y1={({ high }) => y(high)}
                className="fill-chart-1 opacity-15 forced-colors:fill-[GrayText]"
              />
            )}
            <line
              x1={place.x * width}
              x2={place.x * width}
              y2={height}
              vectorEffect="non-scaling-stroke"
              className="stroke-line-strong forced-colors:stroke-[Highlight]"
            />
            {lines.map(({ key, points, isDashed, tone = 'one' }) => (
              <LinePath
                key={key}
                data={[...points]}
                x={({ x }) => x * width}
                y={(point) => y(point.y)}
                strokeWidth={2}
                strokeDasharray={isDashed ? '5 4' : undefined}
                vectorEffect="non-scaling-stroke"
                className={cn(strokes[tone], 'forced-colors:stroke-[CanvasText]')}
              />
            ))}
            {dots.map((dot, index) => (
              // A line without a length and with round ends: a dot that is not stretched with the drawing.
              <line
                key={index}
                x1={dot.x * width}
                x2={dot.x * width}
                y1={y(dot.y)}
                y2={y(dot.y)}
                strokeWidth={8}
                strokeLinecap="round"
                vectorEffect="non-scaling-stroke"
                className="stroke-chart-2 forced-colors:stroke-[CanvasText]"
              />
            ))}
          </svg>
          <input
            type="range"
            aria-label={name}
            aria-valuetext={place.words}
            min={0}
            max={places.length - 1}
            step={1}
            value={at}
            onChange={(event) => setChosen(event.target.valueAsNumber)}
            // For keys and screen readers: the places are not evenly spaced, as its own track would have it.
            className="pointer-events-none absolute inset-0 m-0 size-full appearance-none opacity-0"
          />
        </div>
        <p aria-hidden="true" className="nums relative col-start-2 mt-2 h-5 text-small text-ink-3">
          {ticks.map(({ x, word }) => (
            <span
              key={`${x} ${word}`}
              className={cn(
                'absolute whitespace-nowrap',
                x > 0.9 ? '-translate-x-full' : x > 0.1 && '-translate-x-1/2',
              )}
              style={{ left: `${x * 100}%` }}
            >
              {word}
            </span>
          ))}
        </p>
      </div>
    </div>
  );
}

function nearest(places: readonly Place[], event: React.PointerEvent<HTMLElement>): number {
  const { left, width: full } = event.currentTarget.getBoundingClientRect();
  const share = full === 0 ? 0 : (event.clientX - left) / full;
  return places.reduce(
    (best, { x }, index) => (Math.abs(x - share) < Math.abs((places[best]?.x ?? 0) - share) ? index : best),
    0,
  );
}
